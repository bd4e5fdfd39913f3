package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Money by Stripe, against a simulator that remembers what it did. */
class StripeIT {
  private static final String SECRET = "whsec_ofTheStories";
  private static final AtomicInteger CARDS = new AtomicInteger();

  private final Story story = Story.from("2026-02-20");
  private final StripeSimulator stripe = OneTakt.stripe();

  private Answer connect(String secretKey) {
    return story
        .rest()
        .put(
            "/v1/gateways/stripe",
            Map.of(
                "secretKey", secretKey,
                "publishableKey", "pk_test_ofTheStories",
                "webhookSecret", SECRET));
  }

  /** A customer with a card of Stripe's, whose name says what it does. */
  private String customer(String card) {
    String customer = story.customer();
    story
        .rest()
        .post(
            "/v1/customers/" + customer + "/payment-methods",
            Map.of("gateway", "stripe", "token", card))
        .expect(201);
    return customer;
  }

  private static String card(String kind) {
    return kind + "_" + CARDS.incrementAndGet();
  }

  private String subscribed(String card) {
    connect("sk_test_right").expect(200);
    return story.subscribe(customer(card), story.monthly(), "2026-03-01");
  }

  private JsonNode payment(String subscription) {
    return story.rest().all("/v1/payments?subscriptionId=" + subscription).getFirst();
  }

  private Answer tell(String intent, String type, String secret) {
    String event =
        """
        {"id": "evt_%s_%s", "object": "event", "type": "%s",
         "data": {"object": {"object": "payment_intent", "id": "%s"}}}
        """
            .formatted(intent, type.replace('.', '_'), type, intent);
    long at = Instant.now().getEpochSecond();
    return new Rest(OneTakt.address(), "")
        .send(
            "POST",
            "/v1/callbacks/gateways/stripe/" + story.merchant().id(),
            event,
            "Stripe-Signature",
            "t=" + at + ",v1=" + signature(at + "." + event, secret));
  }

  private static String signature(String text, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void credentialsAreCheckedKeptAndNeverShown() {
    connect("sk_test_wrong").problem(422, "gateway_credentials_refused");
    assertThat(story.rest().get("/v1/gateways/stripe").expect(200).text("status"))
        .isEqualTo("REFUSED");
    connect("sk_live_right").problem(422, "gateway_mode_differs");
    connect("nonsense").problem(422, "invalid");

    Answer connected = connect("sk_test_right").expect(200);

    assertThat(connected.text("status")).isEqualTo("CONNECTED");
    // Others that are refused later leave those in use alone.
    connect("sk_test_wrong").problem(422, "gateway_credentials_refused");
    Answer shown = story.rest().get("/v1/gateways").expect(200);
    assertThat(shown.body()).contains("CONNECTED").doesNotContain("sk_test", SECRET);
    story.rest().delete("/v1/gateways/stripe").expect(204);
    story.rest().get("/v1/gateways/stripe").problem(404, "not_found");
  }

  @Test
  void renewalsAreChargedOnceAndGoBackTheWayTheyCame() {
    String card = card("pm_ok");
    String subscription = subscribed(card);

    story.on("2026-04-01");

    assertThat(stripe.intentsOf(card)).hasSize(2);
    assertThat(story.bills(subscription)).allMatch(bill -> bill.contains("310.00 PAID"));

    story
        .rest()
        .put("/v1/subscriptions/" + subscription + "/cancellation", Map.of("when", "IMMEDIATELY"))
        .expect(200);
    Object last = stripe.intentsOf(card).getLast().get("id");
    assertThat(stripe.refunds())
        .filteredOn(refund -> last.equals(refund.get("payment_intent")))
        .singleElement()
        .satisfies(refund -> assertThat(refund.get("amount")).isEqualTo(31_000L));
  }

  @Test
  void aChargeWhoseAnswerIsLostIsFoundAgain() {
    String card = card("pm_lost");
    String subscription = subscribed(card);

    story.on("2026-03-01");

    assertThat(stripe.intentsOf(card)).hasSize(1);
    assertThat(payment(subscription).get("status").asString()).isEqualTo("SUCCEEDED");
  }

  @Test
  void aDeclineIsADebt() {
    String subscription = subscribed(card("pm_declined"));

    story.on("2026-03-01");

    assertThat(payment(subscription).get("declineCode").asString()).isEqualTo("insufficient_funds");
    assertThat(story.subscription(subscription).number("openDebt")).isEqualTo(31_000);
  }

  @Test
  void aCallBackSettlesWhatIsPendingHoweverOftenItComes() {
    String card = card("pm_processing");
    String subscription = subscribed(card);
    story.on("2026-03-01");
    assertThat(payment(subscription).get("status").asString()).isEqualTo("PENDING");
    story.rest().delete("/v1/gateways/stripe").problem(409, "gateway_has_pending_payments");
    String intent = (String) stripe.intentsOf(card).getFirst().get("id");

    tell(intent, "payment_intent.succeeded", "whsec_forged").problem(400, "invalid_signature");
    // It is told before Stripe says so itself: nothing is known yet.
    tell(intent, "payment_intent.processing", SECRET).expect(204);
    assertThat(payment(subscription).get("status").asString()).isEqualTo("PENDING");

    stripe.succeed(intent);
    tell(intent, "payment_intent.succeeded", SECRET).expect(204);
    tell(intent, "payment_intent.succeeded", SECRET).expect(204);

    assertThat(payment(subscription).get("status").asString()).isEqualTo("SUCCEEDED");
    assertThat(stripe.intentsOf(card)).hasSize(1);
    assertThat(story.bills(subscription)).allMatch(bill -> bill.contains("310.00 PAID"));
  }

  @Test
  void whatTheBankWantsTheCustomerForIsFinishedByTheSameIntent() {
    String card = card("pm_sca");
    String subscription = subscribed(card);
    story.on("2026-03-01");
    assertThat(payment(subscription).get("declineCode").asString())
        .isEqualTo("authentication_required");
    String intent = (String) stripe.intentsOf(card).getFirst().get("id");

    stripe.succeed(intent);
    tell(intent, "payment_intent.succeeded", SECRET).expect(204);

    assertThat(payment(subscription).get("status").asString()).isEqualTo("SUCCEEDED");
    assertThat(story.subscription(subscription).number("openDebt")).isZero();
    assertThat(stripe.intentsOf(card)).hasSize(1);
    assertThat(story.rest().all("/v1/dunning-cases").getFirst().get("status").asString())
        .isEqualTo("RECOVERED");
  }
}
