package dev.takt.activities.dunning;

import dev.takt.workflows.dunning.DunningCase;
import java.time.Instant;

/** The workflows of cases: they follow what the books say, and must hear of it. */
public interface CaseWorkflowNotifier {

  /** Tells one, once the transaction is through, that others have closed its case. */
  void closed(DunningCase closed, Instant at);

  /** Has one follow, once the transaction is through, a case that goes on after it was closed. */
  void reopened(DunningCase reopened, Instant at);

  /**
   * Wakes those whose cases should have gone on a while ago in live time, whatever has become of
   * them.
   *
   * @return how many there were
   */
  int wakeStrays(Instant now);
}
