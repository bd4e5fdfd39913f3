package dev.takt.activities.receivables;

import dev.takt.workflows.events.PaymentEvent;
import dev.takt.workflows.events.RefundEvent;
import org.jspecify.annotations.Nullable;

/**
 * What is told of money that goes back to a customer.
 *
 * @param invoiceId the invoice that the money came in for, or that is credited
 * @param creditNoteId null where it is the customer's balance that goes back
 * @param paymentId where the money came from; null where no card can take it back
 * @param amount in minor units
 */
public record RefundNews(
    String refundId,
    String invoiceId,
    @Nullable String creditNoteId,
    @Nullable String paymentId,
    String customerId,
    long amount,
    String currency) {

  /** The merchant is to transfer it: no payment method can take it. */
  public RefundEvent.ToTransfer toTransfer() {
    return new RefundEvent.ToTransfer(
        refundId, source(), invoiceId, customerId, amount, currency, creditNoteId);
  }

  /** It was sent, by a gateway or by the merchant. */
  public PaymentEvent.Refunded sent() {
    return new PaymentEvent.Refunded(
        source(), refundId, invoiceId, customerId, amount, currency, creditNoteId);
  }

  private String source() {
    return paymentId == null ? refundId : paymentId;
  }
}
