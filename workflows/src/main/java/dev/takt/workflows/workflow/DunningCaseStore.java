package dev.takt.workflows.workflow;

import dev.takt.workflows.dunning.CaseStatus;
import dev.takt.workflows.dunning.NextStep;
import dev.takt.workflows.dunning.Reason;
import dev.takt.workflows.subscription.Refusal;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The database's side of a debt: each call is one transaction. The case itself is opened, and
 * brought up to date, in the transactions that book declines and money; what is next is decided
 * there, with the banking days of now, and reaches the workflow as the recorded answer.
 */
@ActivityInterface
public interface DunningCaseStore {

  /**
   * The case of an invoice as the books have it; null where there is none. A card that was brought
   * since the latest try is noticed: then the next step is to try it. A step that is late is
   * planned anew: for today, at an hour at which it may be done.
   */
  @ActivityMethod(name = "look")
  @Nullable Case look(String tenant, String invoiceId, Instant at);

  /**
   * Records that a step was done; one that concerns the books alone is done here.
   *
   * @param version that it was decided on: with another, something came in between. Then what
   *     others have seen already, such as a message, is recorded all the same, so that it is not
   *     done again; what concerns the books alone is not done
   * @param step which step it was
   * @param outcome what came of it, for the record
   */
  @ActivityMethod(name = "done")
  @Nullable Case done(
      String tenant, String invoiceId, long version, NextStep step, String outcome, Instant at);

  /** Carries out what a person asks for, or says why not; a repeat changes nothing. */
  @ActivityMethod(name = "ask")
  Asked ask(String tenant, String invoiceId, Wish wish, Instant at);

  /**
   * A case as its workflow sees it.
   *
   * @param attemptKey the name of the next step's try
   * @param amountDue in minor units, when it was read
   * @param over whether nothing is left to be done
   */
  record Case(
      String caseId,
      String invoiceId,
      String customerId,
      long version,
      CaseStatus status,
      Reason reason,
      @Nullable NextStep next,
      String attemptKey,
      long amountDue,
      boolean over) {}

  /**
   * What a person asks of a case: exactly one of hold, resume and settle.
   *
   * @param requestId repeats of it are ignored
   * @param holdUntil the day on which it goes on
   * @param resume whether it goes on now
   * @param settleFor what is accepted for all that is due; the rest is given up
   */
  record Wish(
      String requestId,
      String actor,
      @Nullable LocalDate holdUntil,
      boolean resume,
      @Nullable Long settleFor) {}

  /** What came of it. */
  record Asked(@Nullable Refusal refusal, @Nullable Case then) {}
}
