package dev.takt.activities.payments;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A party that charges cards. It is trusted to do the same thing once for the same key, and to say
 * under that key what it did; nothing else is asked of it. A refusal is a value; an answer that did
 * not come is a {@link GatewayTimeout}.
 */
public interface PaymentGateway {

  /** The name it has in requests, such as "sandbox". */
  String name();

  /** Whether it may be used with live keys. */
  boolean takesLiveMoney();

  /**
   * Turns a token into something that can be charged again and again; null for a token that it does
   * not know.
   *
   * @param paymentMethodId our name for it: a repeat gives the same card
   */
  @Nullable Card register(String token, String paymentMethodId, String customerId);

  /** Charges a card; a repeat of a key gets the first answer. */
  Answer charge(Order order);

  /** What became of the charge of a key; null where there was none. */
  @Nullable Answer find(String idempotencyKey);

  /** Gives back a part of a charge; a repeat of a key gets the first answer. */
  RefundAnswer refund(
      String idempotencyKey, String chargeReference, long amount, String currency, Instant at);

  /** A card as the gateway shows it. */
  record Card(
      String reference, String type, String brand, String last4, int expiryMonth, int expiryYear) {}

  /**
   * A charge to be made.
   *
   * @param cardReference the gateway's
   * @param amount in minor units
   * @param at business time
   * @param on the merchant's business date
   */
  record Order(
      String idempotencyKey,
      String cardReference,
      String invoiceId,
      String customerId,
      long amount,
      String currency,
      Instant at,
      LocalDate on) {}

  /** How a charge ended. */
  sealed interface Answer {
    /** The gateway's id of the charge. */
    String reference();
  }

  /**
   * The money is there.
   *
   * @param amount what was captured, in minor units: what was ordered, unless the gateway knew the
   *     key from before, when a database that was lost since had ordered something else
   */
  record Captured(String reference, long amount) implements Answer {}

  record Refused(String reference, String declineCode) implements Answer {}

  /** How a refund ended. */
  sealed interface RefundAnswer {}

  record GivenBack() implements RefundAnswer {}

  record NotGivenBack(String reason) implements RefundAnswer {}
}
