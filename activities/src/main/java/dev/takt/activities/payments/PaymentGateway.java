package dev.takt.activities.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
   */
  @Nullable Card register(Token token);

  /** Charges a card; a repeat of a key gets the first answer. */
  Answer charge(Order order);

  /** What became of a charge; null where there was none. */
  @Nullable Answer find(Inquiry inquiry);

  /** Gives back a part of a charge; a repeat of a key gets the first answer. */
  RefundAnswer refund(RefundOrder order);

  /**
   * What a customer brings.
   *
   * @param gatewayCustomer the gateway's customer that the token is attached to, where that is
   *     known
   * @param paymentMethodId our name for it: a repeat gives the same card
   */
  record Token(
      String tenant,
      String token,
      @Nullable String gatewayCustomer,
      String paymentMethodId,
      String customerId) {}

  /** A card as the gateway shows it. */
  record Card(
      String reference, String type, String brand, String last4, int expiryMonth, int expiryYear) {}

  /**
   * A charge to be made.
   *
   * @param cardReference the gateway's
   * @param amount in minor units
   * @param at business time
   * @param zone the merchant's
   */
  record Order(
      String tenant,
      String idempotencyKey,
      String cardReference,
      String invoiceId,
      String customerId,
      long amount,
      String currency,
      Instant at,
      ZoneId zone) {

    /** The merchant's business date. */
    public LocalDate on() {
      return LocalDate.ofInstant(at, zone);
    }
  }

  /**
   * A charge whose outcome is asked for.
   *
   * @param cardReference the gateway's
   * @param reference the gateway's id of the charge, where it has said it
   * @param at business time
   * @param zone the merchant's
   */
  record Inquiry(
      String tenant,
      String idempotencyKey,
      String cardReference,
      @Nullable String reference,
      Instant at,
      ZoneId zone) {}

  /**
   * A part of a charge that is to be given back.
   *
   * @param chargeReference the gateway's
   * @param amount in minor units
   * @param at business time
   */
  record RefundOrder(
      String tenant,
      String idempotencyKey,
      String chargeReference,
      long amount,
      String currency,
      Instant at) {}

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

  /**
   * The gateway has not decided yet; it is to be asked again, or says so itself.
   *
   * @param expectedOn the merchant's business date on which it is likely to know
   */
  record Undecided(String reference, LocalDate expectedOn) implements Answer {}

  /** How a refund ended. */
  sealed interface RefundAnswer {}

  record GivenBack() implements RefundAnswer {}

  record NotGivenBack(String reason) implements RefundAnswer {}
}
