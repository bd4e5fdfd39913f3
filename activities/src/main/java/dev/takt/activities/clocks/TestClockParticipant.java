package dev.takt.activities.clocks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A kind of things that live on test clocks: a clock that advances asks each kind what falls due,
 * and has it done, kind by kind at each instant.
 */
public interface TestClockParticipant {

  /**
   * Something that is due.
   *
   * @param workflowId the workflow that does it
   * @param subject what people call it: "Subscription sub_1"
   * @param version another one once something was done
   */
  record Due(String workflowId, String subject, long version) {}

  /** The place in the order of an instant: what is due of a lower rank is done before. */
  int rank();

  /** The earliest instant, up to {@code to}, at which something is due; it may be in the past. */
  Optional<Instant> nextDue(String tenant, String clockId, Instant to);

  /** What is due at an instant or was due before it. */
  List<Due> dueAt(String tenant, String clockId, Instant instant);

  /** What has money under way, a charge or a refund, that has no outcome yet. */
  List<Due> underWay(String tenant, String clockId);

  /**
   * Does what is due, and answers when it is done.
   *
   * @param meanwhile called every few seconds while it takes time
   */
  void tick(List<Due> due, Instant now, Runnable meanwhile);

  /**
   * Has what was ticked and did nothing look into the books: its workflow may have died before it
   * heard of a change that they hold.
   *
   * @return whether it is of any use to tick it once more
   */
  default boolean rouse(List<Due> asleep) {
    return false;
  }

  /** Ends all of this kind, since the clock is removed. A repeat changes nothing. */
  void end(String tenant, String clockId, Instant now);
}
