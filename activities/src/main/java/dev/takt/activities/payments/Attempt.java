package dev.takt.activities.payments;

import dev.takt.workflows.dunning.DeclineClass;
import dev.takt.workflows.port.Payments;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A payment attempt, as it was written down before the gateway was asked.
 *
 * @param attemptKey what makes it one attempt; null with an invoice's first charge
 * @param amount what was due then, in minor units
 * @param cardId the payment method
 * @param cardReference the gateway's name for it
 * @param chargeReference the gateway's id of the charge, where it has said it
 * @param zone the merchant's
 * @param fresh whether it was written down just now: the gateway can't know of it yet
 */
record Attempt(
    String paymentId,
    String tenant,
    String invoiceId,
    String customerId,
    String idempotencyKey,
    @Nullable String attemptKey,
    long amount,
    String currency,
    String gateway,
    @Nullable String cardId,
    @Nullable String cardReference,
    @Nullable String brand,
    @Nullable String chargeReference,
    String status,
    @Nullable String declineCode,
    @Nullable String category,
    ZoneId zone,
    boolean fresh) {

  /** The question how it ended. */
  PaymentGateway.Inquiry inquiry(Instant at) {
    return new PaymentGateway.Inquiry(tenant, idempotencyKey, card(), chargeReference, at, zone);
  }

  /** The order to charge. */
  PaymentGateway.Order order(Instant at) {
    return new PaymentGateway.Order(
        tenant, idempotencyKey, card(), invoiceId, customerId, amount, currency, at, zone);
  }

  private String card() {
    if (cardReference == null) {
      throw new IllegalStateException("payment " + paymentId + " has no card");
    }
    return cardReference;
  }

  /** How it ended, or that its gateway decides later; null while nothing is known. */
  Payments.@Nullable Outcome outcome() {
    return switch (status) {
      case "SUCCEEDED" -> new Payments.Paid(paymentId, amount);
      case "DECLINED" ->
          new Payments.Declined(
              paymentId,
              declineCode == null ? "technical" : declineCode,
              category == null ? DeclineClass.TECHNICAL.code() : category);
      case "PENDING" -> new Payments.Pending(paymentId);
      default -> null;
    };
  }
}
