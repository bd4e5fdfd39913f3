package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How invoices are paid, or not. */
class MoneyStoriesIT {

  @Test
  void aDeclinedCardLeavesADebtAndAnActiveSubscriptionForTheGracePeriod() {
    var story = Story.from("2026-02-20");
    String customer = story.customer("tok_insufficient_funds");
    String subscription = story.subscribe(customer, story.monthly(), "2026-03-01");

    story.on("2026-03-01");

    assertThat(story.bills(subscription))
        .containsExactly("2026-03-01 310.00 OPEN: SERVICE [2026-03-01, 2026-04-01) 310.00");
    assertThat(story.subscription(subscription).text("status")).isEqualTo("ACTIVE");
    assertThat(story.subscription(subscription).number("openDebt")).isEqualTo(31_000);

    story.on("2026-04-01");

    // Service is withheld, and the agreement runs on.
    assertThat(story.subscription(subscription).text("status")).isEqualTo("SUSPENDED");
    assertThat(story.subscription(subscription).number("openDebt")).isEqualTo(62_000);
    assertThat(story.charges(customer).stream().map(Told::charge))
        .containsOnly("DECLINED 310.00 insufficient_funds");
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void whatWasDeclinedIsRetriedByHandUntilItIsPaidAndNoFurther() {
    var story = Story.from("2026-02-20");
    String customer = story.customer("tok_fail_2_then_ok");
    String subscription = story.subscribe(customer, story.monthly(), "2026-03-01");
    story.on("2026-03-01");
    String retry = "/v1/invoices/" + invoice(story, subscription) + "/retry";

    // Before the first try that dunning has planned.
    assertThat(story.rest().send("POST", retry, null).good().text("status")).isEqualTo("DECLINED");
    assertThat(story.rest().send("POST", retry, null).good().text("status")).isEqualTo("SUCCEEDED");

    assertThat(story.bills(subscription))
        .containsExactly("2026-03-01 310.00 PAID: SERVICE [2026-03-01, 2026-04-01) 310.00");
    assertThat(story.subscription(subscription).number("openDebt")).isZero();
    story.rest().send("POST", retry, null).problem(409, "invoice_not_open");
    assertThat(story.charges(customer).stream().map(Told::charge))
        .containsExactly(
            "DECLINED 310.00 insufficient_funds",
            "DECLINED 310.00 insufficient_funds",
            "CAPTURED 310.00");
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void aRetryAndATransferAtOnceLoseNothing() throws Exception {
    var story = Story.from("2026-02-20");
    String plan = story.monthly();
    List<String> subscriptions =
        IntStream.range(0, 6)
            .mapToObj(
                i -> story.subscribe(story.customer("tok_fail_1_then_ok"), plan, "2026-03-01"))
            .toList();
    story.on("2026-03-01");
    Map<String, Object> transfer = Map.of("amount", 31_000, "receivedOn", "2026-03-01");
    for (String subscription : subscriptions) {
      String path = "/v1/invoices/" + invoice(story, subscription);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var retried = threads.submit(() -> story.rest().send("POST", path + "/retry", null));
        var paid = threads.submit(() -> story.rest().post(path + "/payments", transfer));
        paid.get().expect(201);
        if (retried.get().status() != 200) {
          retried.get().problem(409, "invoice_not_open");
        }
      }
    }
    assertThat(subscriptions).allMatch(one -> story.bills(one).getFirst().contains("310.00 PAID"));
    // What came twice is the customers': an event tells each.
    Books.of(story.rest()).mustAgree();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tok_timeout_after_capture", "tok_timeout_before_capture"})
  void anAnswerThatWasLostIsInvoicedOnceAndCapturedOnce(String token) {
    var story = Story.from("2026-02-20");
    String customer = story.customer(token);
    String subscription = story.subscribe(customer, story.monthly(), "2026-03-01");

    story.on("2026-04-02");

    assertThat(story.bills(subscription))
        .containsExactly(
            "2026-03-01 310.00 PAID: SERVICE [2026-03-01, 2026-04-01) 310.00",
            "2026-04-01 310.00 PAID: SERVICE [2026-04-01, 2026-05-01) 310.00");
    assertThat(story.charges(customer).stream().map(Told::charge))
        .containsExactly("CAPTURED 310.00", "CAPTURED 310.00");
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void anInvoiceForTheBankIsPaidInParts() {
    var story = Story.from("2026-02-20");
    String customer = story.customer();
    String subscription =
        story.subscribe(
            customer,
            story.monthly(),
            "2026-03-01",
            Map.of("collection", "INVOICE", "paymentTermsDays", 10));
    story.on("2026-03-09");
    JsonNode issued = story.invoices(subscription).getFirst();
    assertThat(issued.get("dueDate").asString()).isEqualTo("2026-03-11");
    assertThat(issued.get("status").asString()).isEqualTo("OPEN");
    assertThat(story.subscription(subscription).number("openDebt")).isEqualTo(31_000);
    String invoice = "/v1/invoices/" + issued.get("id").asString();

    pay(story, invoice, 10_000, "2026-03-08");
    assertThat(story.rest().get(invoice).number("amountDue")).isEqualTo(21_000);
    assertThat(story.rest().get(invoice).text("status")).isEqualTo("OPEN");
    story
        .rest()
        .post(invoice + "/payments", Map.of("amount", 21_000, "receivedOn", "2026-03-10"))
        .problem(422, "invalid");
    pay(story, invoice, 21_000, "2026-03-09");

    assertThat(story.rest().get(invoice).text("status")).isEqualTo("PAID");
    assertThat(story.subscription(subscription).number("openDebt")).isZero();
    assertThat(story.charges(customer)).isEmpty();
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void whatIsGivenUpIsNoDebtAnyMore() {
    var story = Story.from("2026-02-20");
    String customer = story.customer("tok_insufficient_funds");
    String subscription = story.subscribe(customer, story.monthly(), "2026-03-01");
    story.on("2026-03-02");
    String invoice = "/v1/invoices/" + invoice(story, subscription);

    Answer given = story.rest().post(invoice + "/write-off", Map.of("reason", "goodwill")).good();

    assertThat(given.text("status")).isEqualTo("WRITTEN_OFF");
    assertThat(given.number("amountDue")).isZero();
    assertThat(story.subscription(subscription).number("openDebt")).isZero();
    story
        .rest()
        .post(invoice + "/write-off", Map.of("reason", "again"))
        .problem(409, "invoice_not_open");
    story.rest().send("POST", invoice + "/retry", null).problem(409, "invoice_not_open");
    assertThat(story.charges(customer)).hasSize(1);
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void withoutACardTheInvoiceStaysOpenUntilThereIsOne() {
    var story = Story.from("2026-02-20");
    String customer = story.customer();
    String card = story.card(customer, "tok_ok");
    String subscription = story.subscribe(customer, story.monthly(), "2026-03-01");
    story.on("2026-03-02");
    story.rest().delete("/v1/customers/" + customer + "/payment-methods/" + card).expect(204);

    story.on("2026-05-02");

    assertThat(story.bills(subscription))
        .containsExactly(
            "2026-03-01 310.00 PAID: SERVICE [2026-03-01, 2026-04-01) 310.00",
            "2026-04-01 310.00 OPEN: SERVICE [2026-04-01, 2026-05-01) 310.00",
            "2026-05-01 310.00 OPEN: SERVICE [2026-05-01, 2026-06-01) 310.00");
    assertThat(story.subscription(subscription).text("status")).isEqualTo("SUSPENDED");
    assertThat(story.subscription(subscription).number("openDebt")).isEqualTo(62_000);
    String retry =
        "/v1/invoices/" + story.invoices(subscription).getLast().get("id").asString() + "/retry";
    Answer inVain = story.rest().send("POST", retry, null).expect(200);
    assertThat(inVain.text("status")).isEqualTo("DECLINED");
    assertThat(inVain.text("declineCode")).isEqualTo("no_payment_method");

    // It is charged what waited for a card, at once.
    story.card(customer, "tok_ok");
    assertThat(story.subscription(subscription).number("openDebt")).isZero();
    assertThat(story.subscription(subscription).text("status")).isEqualTo("ACTIVE");
    story.rest().send("POST", retry, null).problem(409, "invoice_not_open");
    assertThat(story.charges(customer)).hasSize(3);
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void aCardWorksUntilItsMonthIsOver() {
    var story = Story.from("2026-01-20");
    String customer = story.customer("tok_exp_0326");
    String subscription = story.subscribe(customer, story.monthly(), "2026-01-31");

    story.on("2026-05-01");

    assertThat(story.invoices(subscription).stream().map(i -> i.get("status").asString()))
        .containsExactly("PAID", "PAID", "PAID", "OPEN");
    assertThat(story.charges(customer).stream().map(Told::charge))
        .containsExactly(
            "CAPTURED 310.00",
            "CAPTURED 310.00",
            "CAPTURED 310.00",
            "DECLINED 310.00 expired_card");
    Books.of(story.rest()).mustAgree();
  }

  @ParameterizedTest
  @CsvSource({
    // price, rate, included; total, base, VAT
    "31000, 25, true, 31000, 24800, 6200",
    "31000, 25, false, 38750, 31000, 7750",
    "9999, 12.5, true, 9999, 8888, 1111",
    "9999, 12.5, false, 11249, 9999, 1250",
    "31000, 0, true, 31000, 31000, 0",
  })
  void vatIsPartOfThePriceOrComesOnTop(
      int price, String rate, boolean included, long total, long base, long vat) {
    var story = Story.from("2026-02-20");
    String subscription =
        story.subscribe(
            story.customer("tok_ok"),
            story.plan(Map.of("price", price, "vatRate", rate, "priceIncludesVat", included)),
            "2026-03-01");

    story.on("2026-03-01");

    JsonNode invoice = story.invoices(subscription).getFirst();
    assertThat(invoice.get("total").asLong()).isEqualTo(total);
    JsonNode sum = invoice.get("vat").get(0);
    assertThat(sum.get("base").asLong()).isEqualTo(base);
    assertThat(sum.get("vat").asLong()).isEqualTo(vat);
    assertThat(invoice.get("status").asString()).isEqualTo("PAID");
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void threeOfThemCostThreeTimesAsMuchAlsoInAShortPeriod() {
    var story = Story.from("2026-02-01");
    String subscription =
        story.subscribe(
            story.customer("tok_ok"),
            story.plan(Map.of("price", 999)),
            "2026-02-10",
            Map.of("quantity", 3, "anchorDay", 1));

    story.on("2026-03-01");

    // 29.97, less 9 of 28 days: 9.63.
    assertThat(story.bills(subscription))
        .containsExactly(
            "2026-02-10 20.34 PAID: SERVICE [2026-02-10, 2026-03-01) 20.34",
            "2026-03-01 29.97 PAID: SERVICE [2026-03-01, 2026-04-01) 29.97");
    assertThat(story.invoices(subscription))
        .allMatch(invoice -> invoice.get("lines").get(0).get("quantity").asInt() == 3);
    assertThat(story.subscription(subscription).number("quantity")).isEqualTo(3);
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void twelveRenewalsOfTwentySubscriptionsOnOneClock() {
    var story = Story.from("2026-01-20");
    String plan = story.monthly();
    List<String> cards =
        List.of(
            "tok_ok", "tok_timeout_after_capture", "tok_insufficient_funds", "tok_fail_3_then_ok");
    List<String> subscriptions =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    story.subscribe(
                        story.customer(cards.get(i % cards.size())),
                        plan,
                        "2026-02-%02d".formatted(i + 1)))
            .toList();

    story.on("2027-02-20");

    Set<String> numbers = new HashSet<>();
    for (String subscription : subscriptions) {
      List<JsonNode> invoices = story.invoices(subscription);
      assertThat(invoices).hasSize(13);
      invoices.forEach(invoice -> numbers.add(invoice.get("number").asString()));
    }
    assertThat(numbers).hasSize(260);
    Books.of(story.rest()).mustAgree();
  }

  private static void pay(Story story, String invoice, long amount, String receivedOn) {
    story
        .rest()
        .post(
            invoice + "/payments",
            Map.of("amount", amount, "receivedOn", receivedOn, "reference", "statement 42"))
        .expect(201);
  }

  private static String invoice(Story story, String subscription) {
    return story.invoices(subscription).getFirst().get("id").asString();
  }
}
