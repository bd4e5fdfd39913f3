package dev.takt.activities.payments.stripe;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import dev.takt.activities.payments.PaymentGateway;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Stripe's answers mean here: states of a PaymentIntent, and codes of declines. An issuer's or
 * scheme's advice never to try again counts more than the code beside it.
 */
final class StripeAnswers {
  /** What Stripe says of a request that no repeat can make right, and what it is here. */
  private static final List<String> GONE =
      List.of("resource_missing", "payment_method_unexpected_state", "payment_method_unactivated");

  private StripeAnswers() {}

  static PaymentGateway.Answer of(PaymentIntent intent, Instant at, ZoneId zone) {
    return switch (intent.getStatus()) {
      case "succeeded" -> new PaymentGateway.Captured(intent.getId(), intent.getAmountReceived());
      case "processing" ->
          new PaymentGateway.Undecided(intent.getId(), LocalDate.ofInstant(at, zone).plusDays(1));
      case "requires_action" ->
          new PaymentGateway.Refused(intent.getId(), "authentication_required");
      default -> new PaymentGateway.Refused(intent.getId(), code(intent.getLastPaymentError()));
    };
  }

  /** A decline; the intent that it left behind is what the customer may still finish. */
  static PaymentGateway.Answer declined(CardException declined) {
    StripeError error = declined.getStripeError();
    PaymentIntent intent = error == null ? null : error.getPaymentIntent();
    return new PaymentGateway.Refused(
        intent == null ? "none" : intent.getId(),
        error == null ? orGeneric(declined.getDeclineCode()) : code(error));
  }

  /** A request that Stripe does not take: the card is gone, or the amount or currency is wrong. */
  static PaymentGateway.Answer refused(InvalidRequestException refused) {
    String code = code(refused);
    return new PaymentGateway.Refused(
        "none",
        switch (code) {
          case String gone when GONE.contains(gone) -> "card_removed";
          case "amount_too_small", "amount_too_large" -> "invalid_amount";
          default -> "service_not_allowed";
        });
  }

  static String code(InvalidRequestException refused) {
    return refused.getCode() == null ? "invalid_request" : refused.getCode();
  }

  private static String code(@Nullable StripeError error) {
    if (error == null) {
      return "generic_decline";
    }
    if ("do_not_try_again".equals(error.getAdviceCode())) {
      return "do_not_try_again";
    }
    String advice = error.getNetworkAdviceCode();
    if (advice != null && advice.matches("\\d\\d")) {
      return "mac_" + advice;
    }
    return orGeneric(error.getDeclineCode() == null ? error.getCode() : error.getDeclineCode());
  }

  private static String orGeneric(@Nullable String code) {
    return code == null || code.equals("card_declined") ? "generic_decline" : code;
  }
}
