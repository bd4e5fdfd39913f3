package dev.takt.workflows.events;

import org.jspecify.annotations.Nullable;

/** What happens to a refund before it is made. */
public sealed interface RefundEvent extends EventPayload {
  String refundId();

  @Override
  default String subjectId() {
    return refundId();
  }

  /**
   * No payment method can take it: the merchant is to transfer it.
   *
   * @param paymentId the refund's own id where the money came from no one payment
   * @param creditNoteId null where it is the customer's balance that goes back
   */
  @EventType(
      value = "refund.to_transfer",
      summary = "No payment method can take it: the merchant is to transfer it.")
  record ToTransfer(
      String refundId,
      String paymentId,
      String invoiceId,
      String customerId,
      long amount,
      String currency,
      @Nullable String creditNoteId)
      implements RefundEvent {}
}
