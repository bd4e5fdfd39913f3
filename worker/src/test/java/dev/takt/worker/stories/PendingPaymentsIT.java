package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Payments on which the gateway decides a day later, as with MobilePay or a direct debit. */
class PendingPaymentsIT {

  @Test
  void aPendingPaymentIsNoDebtAndPaysTheNextDay() {
    var story = Story.from("2026-02-20");
    String customer = story.customer("tok_pending_ok");
    String subscription = story.subscribe(customer, story.monthly(), "2026-03-01");

    story.on("2026-03-01");

    JsonNode payment = payments(story, customer).getFirst();
    assertThat(payment.get("status").asString()).isEqualTo("PENDING");
    assertThat(payment.get("expectedOn").asString()).isEqualTo("2026-03-02");
    assertThat(story.subscription(subscription).number("openDebt")).isZero();
    assertThat(story.rest().all("/v1/dunning-cases?customerId=" + customer)).isEmpty();
    assertThat(story.bills(subscription)).singleElement().asString().contains("310.00 OPEN");
    String invoice = payment.get("invoiceId").asString();
    story
        .rest()
        .send("POST", "/v1/invoices/" + invoice + "/retry", null)
        .problem(409, "payment_pending");

    story.on("2026-03-02");

    assertThat(payments(story, customer))
        .singleElement()
        .satisfies(paid -> assertThat(paid.get("status").asString()).isEqualTo("SUCCEEDED"));
    assertThat(story.bills(subscription)).singleElement().asString().contains("310.00 PAID");
    assertThat(story.charges(customer).stream().map(Told::charge))
        .containsExactly("CAPTURED 310.00");
    assertThat(types(story, payment.get("id").asString()))
        .containsExactly("payment.pending", "payment.succeeded");
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void whatIsDeclinedTheNextDayIsADebtFromThenOnAndDunningsTriesArePendingToo() {
    var story = Story.from("2026-02-20");
    String customer = story.customer("tok_pending_fails");
    String subscription = story.subscribe(customer, story.monthly(), "2026-03-01");
    story.on("2026-03-01");
    assertThat(story.subscription(subscription).number("openDebt")).isZero();

    story.on("2026-03-02");

    assertThat(story.subscription(subscription).number("openDebt")).isEqualTo(31_000);
    JsonNode open = story.rest().all("/v1/dunning-cases?customerId=" + customer).getFirst();
    assertThat(open.get("status").asString()).isEqualTo("OPEN");
    assertThat(open.get("reason").asString()).isEqualTo("NO_FUNDS");

    // Each try of the plan waits a day for its outcome, and is one charge.
    story.on("2026-03-20");
    List<JsonNode> tried = payments(story, customer);
    assertThat(tried.size()).isGreaterThan(1);
    assertThat(story.charges(customer)).hasSameSizeAs(tried);
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void aGroupsPendingPaymentIsOneForAllItsMembers() {
    var story = Story.from("2026-02-20");
    String customer = story.customer("tok_pending_ok");
    String plan = story.monthly();
    List<String> members =
        List.of(
            story.subscribe(customer, plan, "2026-03-01"),
            story.subscribe(customer, plan, "2026-03-01"));
    String group =
        story
            .rest()
            .post(
                "/v1/groups",
                Map.of(
                    "customerId",
                    customer,
                    "unit",
                    "MONTH",
                    "anchor",
                    "2026-03-01",
                    "members",
                    members))
            .expect(201)
            .id();

    story.on("2026-03-01");
    assertThat(payments(story, customer)).hasSize(1);
    assertThat(story.rest().get("/v1/groups/" + group).number("openDebt")).isZero();

    story.on("2026-03-03");
    assertThat(payments(story, customer).getFirst().get("status").asString())
        .isEqualTo("SUCCEEDED");
    assertThat(story.charges(customer).stream().map(Told::charge))
        .containsExactly("CAPTURED 620.00");
    Books.of(story.rest()).mustAgree();
  }

  private static List<JsonNode> payments(Story story, String customer) {
    return story.rest().all("/v1/payments?customerId=" + customer);
  }

  private static List<String> types(Story story, String payment) {
    return story.rest().all("/v1/events?subjectId=" + payment).stream()
        .map(event -> event.get("type").asString())
        .toList();
  }
}
