package dev.takt.workflows.workflow;

import dev.takt.workflows.dunning.NextStep;
import dev.takt.workflows.port.Messages;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The steps of a debt that the law has to allow on the day on which they are done. */
@ActivityInterface
public interface ClaimSteps {

  /**
   * Judges the next step by the law of the day, and does in one transaction what it leaves: what is
   * charged, the letter's document, the record of the step. The letter itself is sent afterwards. A
   * repeat changes nothing and answers with the letter again.
   *
   * @param version that the step was decided on: with another, something came in between, and it is
   *     not done
   */
  @ActivityMethod(name = "claimStep")
  Done carryOut(String tenant, String invoiceId, long version, NextStep step, Instant at);

  /**
   * Notes what became of a letter. For one that could not be sent nothing is charged, and the case
   * waits for a person.
   */
  @ActivityMethod(name = "letterGone")
  DunningCaseStore.Case gone(
      String tenant, String invoiceId, String documentId, Messages.Delivery delivery, Instant at);

  /**
   * What came of a step.
   *
   * @param then null where there is no case any more
   * @param outcome DONE, SKIPPED, WAITING or FAILED, and why
   * @param letter the letter that is to be sent now
   */
  record Done(DunningCaseStore.@Nullable Case then, String outcome, @Nullable Letter letter) {}

  /** A letter, and the document under which it is kept. */
  record Letter(String documentId, Messages.Message message) {}
}
