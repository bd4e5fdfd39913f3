package dev.takt.workflows.events;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What happens to an invoice. */
public sealed interface InvoiceEvent extends EventPayload {
  String invoiceId();

  @Override
  default String subjectId() {
    return invoiceId();
  }

  /**
   * An invoice was issued.
   *
   * @param subscriptionId null with a joint invoice
   * @param groupId null with a subscription's own
   * @param amountPaid what the customer's balance paid of it at once
   */
  @EventType(value = "invoice.issued", summary = "An invoice was issued.")
  record Issued(
      String invoiceId,
      String number,
      String customerId,
      @Nullable String subscriptionId,
      @Nullable String groupId,
      LocalDate issueDate,
      LocalDate dueDate,
      long total,
      long amountPaid,
      String currency)
      implements InvoiceEvent {}

  @EventType(value = "invoice.paid", summary = "Nothing is due on it any more: it is paid.")
  record Paid(
      String invoiceId,
      String number,
      String customerId,
      @Nullable String subscriptionId,
      @Nullable String groupId,
      long total,
      long amountPaid,
      String currency)
      implements InvoiceEvent {}

  /**
   * A credit note was issued for it.
   *
   * @param total of the credit note
   * @param lowered what it takes from what was due
   * @param toRefund what payment methods give back
   * @param toTransfer what the merchant is to transfer
   */
  @EventType(value = "invoice.credited", summary = "A credit note was issued for it.")
  record Credited(
      String invoiceId,
      String creditNoteId,
      String number,
      String customerId,
      String subscriptionId,
      long total,
      long lowered,
      long toRefund,
      long toTransfer,
      String currency)
      implements InvoiceEvent {}

  @EventType(value = "invoice.overdue", summary = "It was not paid when it was due.")
  record Overdue(
      String invoiceId,
      String caseId,
      String customerId,
      LocalDate dueDate,
      long amountDue,
      String currency)
      implements InvoiceEvent {}

  @EventType(value = "invoice.written_off", summary = "What was due on it was given up.")
  record WrittenOff(
      String invoiceId, String number, String customerId, long amount, String currency)
      implements InvoiceEvent {}

  @EventType(
      value = "invoice.reopened",
      summary = "Something is due on it again: what had paid it was taken back.")
  record Reopened(
      String invoiceId, String number, String customerId, long amountDue, String currency)
      implements InvoiceEvent {}
}
