package dev.takt.workflows.events;

import java.time.LocalDate;

/** What a debtor is told of a claim. */
public sealed interface ClaimEvent extends EventPayload {
  String caseId();

  @Override
  default String subjectId() {
    return caseId();
  }

  /**
   * A reminder was sent.
   *
   * @param fee what it charges, in minor units
   * @param deadline the last day to pay
   */
  @EventType(value = "claim.reminder_sent", summary = "A reminder was sent.")
  record ReminderSent(
      String caseId,
      String invoiceId,
      String customerId,
      String documentId,
      long fee,
      LocalDate deadline,
      String currency)
      implements ClaimEvent {}

  /**
   * A notice of collection was sent.
   *
   * @param fee what it charges, in minor units
   * @param deadline the last day to pay before the debt may be handed over
   */
  @EventType(value = "claim.notice_sent", summary = "A notice of collection was sent.")
  record NoticeSent(
      String caseId,
      String invoiceId,
      String customerId,
      String documentId,
      long fee,
      LocalDate deadline,
      String currency)
      implements ClaimEvent {}
}
