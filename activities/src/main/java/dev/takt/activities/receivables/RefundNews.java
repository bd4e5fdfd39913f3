package dev.takt.activities.receivables;

import dev.takt.activities.events.Event;
import java.util.Map;
import java.util.TreeMap;
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
  public Event toTransfer() {
    return new Event("refund.to_transfer", refundId, data());
  }

  /** It was sent, by a gateway or by the merchant. */
  public Event sent() {
    return new Event("payment.refunded", paymentId == null ? refundId : paymentId, data());
  }

  private Map<String, Object> data() {
    var data = new TreeMap<String, Object>();
    data.put("refundId", refundId);
    data.put("paymentId", paymentId == null ? refundId : paymentId);
    data.put("invoiceId", invoiceId);
    data.put("customerId", customerId);
    data.put("amount", amount);
    data.put("currency", currency);
    if (creditNoteId != null) {
      data.put("creditNoteId", creditNoteId);
    }
    return data;
  }
}
