package dev.takt.activities.payments.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import dev.takt.activities.payments.ConnectedGateway;
import dev.takt.activities.payments.GatewayTimeout;
import dev.takt.records.gateways.StripeCredentials;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Stripe. A charge is one PaymentIntent, confirmed off-session; its metadata names our key, by
 * which it is found again when an answer was lost: by listing the customer's intents, since an
 * answer of 500 is kept for its idempotency key, and Stripe's search lags behind.
 *
 * <p>Source: Stripe's documentation of PaymentIntents, off-session payments and idempotent
 * requests.
 */
@Component
class StripeGateway implements ConnectedGateway {
  static final String NAME = "stripe";

  /** The metadata that names a charge's or refund's key. */
  private static final String KEY = "takt_key";

  private static final long PAGE = 100;

  private final StripeAccounts accounts;

  StripeGateway(StripeAccounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takesLiveMoney() {
    return true;
  }

  @Override
  public boolean isConnected(String tenant) {
    return accounts.find(tenant).isPresent();
  }

  @Override
  public @Nullable String check(String credentials) {
    try {
      accounts.client(StripeCredentials.read(credentials)).v1().balance().retrieve();
      return null;
    } catch (AuthenticationException refused) {
      return "Stripe does not accept the secret key.";
    } catch (StripeException away) {
      throw fault("its balance", away);
    }
  }

  @Override
  public @Nullable Card register(Token token) {
    StripeClient stripe = accounts.get(token.tenant());
    try {
      PaymentMethod method = stripe.v1().paymentMethods().retrieve(token.token());
      String customer =
          method.getCustomer() == null ? token.gatewayCustomer() : method.getCustomer();
      return card(method, customer == null ? attach(stripe, method, token) : customer);
    } catch (InvalidRequestException | CardException unknown) {
      return null;
    } catch (StripeException away) {
      throw fault("payment method " + token.paymentMethodId(), away);
    }
  }

  private static String attach(StripeClient stripe, PaymentMethod method, Token token)
      throws StripeException {
    Customer customer =
        stripe
            .v1()
            .customers()
            .create(
                CustomerCreateParams.builder()
                    .putMetadata("takt_customer", token.customerId())
                    .build(),
                keyed("customer/" + token.paymentMethodId()));
    stripe
        .v1()
        .paymentMethods()
        .attach(
            method.getId(),
            PaymentMethodAttachParams.builder().setCustomer(customer.getId()).build());
    return customer.getId();
  }

  private static @Nullable Card card(PaymentMethod method, String customer) {
    PaymentMethod.Card card = method.getCard();
    return card == null
        ? null
        : new Card(
            customer + "/" + method.getId(),
            "card",
            card.getBrand(),
            card.getLast4(),
            card.getExpMonth().intValue(),
            card.getExpYear().intValue());
  }

  @Override
  public Answer charge(Order order) {
    StripeClient stripe = accounts.get(order.tenant());
    var saved = SavedCard.of(order.cardReference());
    var intent =
        PaymentIntentCreateParams.builder()
            .setAmount(order.amount())
            .setCurrency(order.currency().toLowerCase(Locale.ROOT))
            .setCustomer(saved.customer())
            .setPaymentMethod(saved.method())
            .setOffSession(true)
            .setConfirm(true)
            .setDescription(order.invoiceId())
            .putMetadata(KEY, order.idempotencyKey())
            .build();
    try {
      PaymentIntent made =
          stripe.v1().paymentIntents().create(intent, keyed(order.idempotencyKey()));
      return StripeAnswers.of(made, order.at(), order.zone());
    } catch (CardException declined) {
      return StripeAnswers.declined(declined);
    } catch (InvalidRequestException refused) {
      return StripeAnswers.refused(refused);
    } catch (StripeException away) {
      throw fault("charge " + order.idempotencyKey(), away);
    }
  }

  @Override
  public @Nullable Answer find(Inquiry inquiry) {
    StripeClient stripe = accounts.get(inquiry.tenant());
    try {
      PaymentIntent intent =
          inquiry.reference() != null
              ? stripe.v1().paymentIntents().retrieve(inquiry.reference())
              : listed(stripe, inquiry).orElse(null);
      return intent == null ? null : StripeAnswers.of(intent, inquiry.at(), inquiry.zone());
    } catch (StripeException away) {
      throw fault("charge " + inquiry.idempotencyKey(), away);
    }
  }

  private static Optional<PaymentIntent> listed(StripeClient stripe, Inquiry inquiry)
      throws StripeException {
    var ofCustomer =
        PaymentIntentListParams.builder()
            .setCustomer(SavedCard.of(inquiry.cardReference()).customer())
            .setLimit(PAGE)
            .build();
    for (PaymentIntent intent :
        stripe.v1().paymentIntents().list(ofCustomer).autoPagingIterable()) {
      if (inquiry.idempotencyKey().equals(intent.getMetadata().get(KEY))) {
        return Optional.of(intent);
      }
    }
    return Optional.empty();
  }

  @Override
  public @Nullable String keyOf(String tenant, String reference) {
    try {
      PaymentIntent intent = accounts.get(tenant).v1().paymentIntents().retrieve(reference);
      return intent.getMetadata().get(KEY);
    } catch (InvalidRequestException unknown) {
      return null;
    } catch (StripeException away) {
      throw fault("payment intent " + reference, away);
    }
  }

  @Override
  public RefundAnswer refund(RefundOrder order) {
    StripeClient stripe = accounts.get(order.tenant());
    var refund =
        RefundCreateParams.builder()
            .setPaymentIntent(order.chargeReference())
            .setAmount(order.amount())
            .putMetadata(KEY, order.idempotencyKey())
            .build();
    try {
      return answer(stripe.v1().refunds().create(refund, keyed(order.idempotencyKey())));
    } catch (InvalidRequestException refused) {
      return refunded(stripe, order)
          .map(StripeGateway::answer)
          .orElseGet(() -> new NotGivenBack(StripeAnswers.code(refused)));
    } catch (StripeException away) {
      throw fault("refund " + order.idempotencyKey(), away);
    }
  }

  /** An earlier refund of the same key: its answer was lost. */
  private static Optional<Refund> refunded(StripeClient stripe, RefundOrder order) {
    var ofCharge =
        RefundListParams.builder().setPaymentIntent(order.chargeReference()).setLimit(PAGE).build();
    try {
      for (Refund refund : stripe.v1().refunds().list(ofCharge).autoPagingIterable()) {
        if (order.idempotencyKey().equals(refund.getMetadata().get(KEY))) {
          return Optional.of(refund);
        }
      }
      return Optional.empty();
    } catch (StripeException away) {
      throw fault("refund " + order.idempotencyKey(), away);
    }
  }

  private static RefundAnswer answer(Refund refund) {
    return switch (refund.getStatus()) {
      case "failed", "canceled" ->
          new NotGivenBack(
              refund.getFailureReason() == null ? "refund_failed" : refund.getFailureReason());
      default -> new GivenBack();
    };
  }

  private static RequestOptions keyed(String idempotencyKey) {
    return RequestOptions.builder().setIdempotencyKey("takt/" + idempotencyKey).build();
  }

  /**
   * A breakdown, which is tried again: no answer, too many calls, or credentials that are not
   * accepted any more. The text names no more than what was asked for.
   */
  private static RuntimeException fault(String about, StripeException cause) {
    return switch (cause) {
      case ApiConnectionException _, ApiException _ ->
          new GatewayTimeout("no answer from Stripe to " + about);
      case RateLimitException _ ->
          new IllegalStateException("Stripe has had too many calls: " + about);
      case AuthenticationException _ ->
          new IllegalStateException("Stripe does not accept the merchant's key: " + about);
      default -> new IllegalStateException("Stripe cannot do " + about + ": " + cause.getCode());
    };
  }
}
