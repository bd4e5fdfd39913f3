package dev.takt.workflows.events;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What happens to a payment. */
public sealed interface PaymentEvent extends EventPayload {
  String paymentId();

  @Override
  default String subjectId() {
    return paymentId();
  }

  @EventType(value = "payment.succeeded", summary = "Money came in for an invoice.")
  record Succeeded(
      String paymentId, String invoiceId, String customerId, long amount, String currency)
      implements PaymentEvent {}

  /**
   * A gateway decides later on a charge.
   *
   * @param expectedOn the day on which it is likely to know
   */
  @EventType(value = "payment.pending", summary = "A gateway decides later on a charge.")
  record Pending(
      String paymentId,
      String invoiceId,
      String customerId,
      long amount,
      String currency,
      LocalDate expectedOn)
      implements PaymentEvent {}

  /**
   * A charge was declined.
   *
   * @param declineCode why, as the gateway says
   * @param category what kind of decline that is
   */
  @EventType(value = "payment.declined", summary = "A charge was declined.")
  record Declined(
      String paymentId,
      String invoiceId,
      String customerId,
      long amount,
      String currency,
      String declineCode,
      String category)
      implements PaymentEvent {}

  /**
   * Money was given back.
   *
   * @param paymentId the refund's own id where the money came from no one payment
   * @param creditNoteId null where it is the customer's balance that went back
   */
  @EventType(value = "payment.refunded", summary = "Money was given back.")
  record Refunded(
      String paymentId,
      String refundId,
      String invoiceId,
      String customerId,
      long amount,
      String currency,
      @Nullable String creditNoteId)
      implements PaymentEvent {}

  @EventType(
      value = "payment.reversed",
      summary = "A payment turned out to be none: the bank took it back, or it was another's.")
  record Reversed(
      String paymentId, String invoiceId, String customerId, long amount, String currency)
      implements PaymentEvent {}
}
