package dev.takt.workflows.events;

import dev.takt.workflows.dunning.Reason;

/** What happens to a dunning case. */
public sealed interface DunningEvent extends EventPayload {
  String caseId();

  @Override
  default String subjectId() {
    return caseId();
  }

  /**
   * A dunning case was opened.
   *
   * @param policy the name of the policy that it follows
   */
  @EventType(value = "dunning.opened", summary = "A dunning case was opened.")
  record Opened(
      String caseId,
      String invoiceId,
      String customerId,
      Reason reason,
      long amountDue,
      String currency,
      String policy)
      implements DunningEvent {}

  /**
   * Something was done about the debt.
   *
   * @param kind what was done: a kind of step, {@code PAYMENT}, {@code HOLD}, {@code RESUME} or
   *     {@code SETTLE}
   * @param outcome what came of it
   * @param why why it was done just then, in words
   */
  @EventType(value = "dunning.step_done", summary = "Something was done about the debt.")
  record StepDone(
      String caseId,
      String invoiceId,
      String customerId,
      Reason reason,
      String kind,
      String outcome,
      String why)
      implements DunningEvent {}

  /**
   * The debt is paid.
   *
   * @param tries how often it was charged
   */
  @EventType(value = "dunning.recovered", summary = "The debt is paid.")
  record Recovered(
      String caseId,
      String invoiceId,
      String customerId,
      Reason reason,
      long amountPaid,
      String currency,
      int tries)
      implements DunningEvent {}

  @EventType(
      value = "dunning.reopened",
      summary = "What had closed a case was taken back: it goes on where it stood.")
  record Reopened(
      String caseId,
      String invoiceId,
      String customerId,
      Reason reason,
      long amountDue,
      String currency)
      implements DunningEvent {}
}
