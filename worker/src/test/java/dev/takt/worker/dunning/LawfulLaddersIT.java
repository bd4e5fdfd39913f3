package dev.takt.worker.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From reminder to the end of a notice by Danish law, by date and øre. */
class LawfulLaddersIT {
  private static final List<Map<String, Object>> LADDER =
      List.of(
          Map.of("kind", "REMINDER", "afterDays", 3, "fee", 0),
          Map.of("kind", "REMINDER", "afterDays", 10, "fee", "LAWFUL_MAXIMUM"),
          Map.of("kind", "REMINDER", "afterDays", 20, "fee", 10_000),
          Map.of("kind", "COLLECTION_NOTICE", "afterDays", 30, "fee", 10_000, "deadlineDays", 10),
          Map.of("kind", "HAND_OVER", "afterDays", 41, "agency", "sandbox"));

  private static Map<String, Object> policy(List<Map<String, Object>> steps) {
    return Map.of("tracks", Map.of("INVOICE_OVERDUE", Map.of("steps", steps)));
  }

  /** A consumer who pays 499.00 a month by bank, due on 1 May 2025 for the first time. */
  private static Debtor debtor() {
    Story story = Story.from("2025-04-10");
    story.rest().put("/v1/dunning-policies/default", policy(LADDER)).expect(200);
    String plan = story.plan(Map.of("price", 49_900));
    String customer = story.customer();
    String subscription =
        story.subscribe(
            customer, plan, "2025-04-21", Map.of("collection", "INVOICE", "paymentTermsDays", 10));
    return new Debtor(story, customer, subscription);
  }

  private static JsonNode claim(Debtor debtor, String invoice, String asOf) {
    return debtor
        .story()
        .rest()
        .get("/v1/invoices/" + invoice + "/claim?asOf=" + asOf)
        .expect(200)
        .json();
  }

  private static Stream<JsonNode> steps(JsonNode one) {
    return StreamSupport.stream(one.get("steps").spliterator(), false);
  }

  /** Such as {@code 2025-05-12 REMINDER DONE 10000 2025-05-22 dk.rykkergebyr.max}. */
  private static List<String> lawful(JsonNode one) {
    return steps(one)
        .filter(step -> !step.get("lawRule").isNull())
        .map(
            step ->
                String.join(
                    " ",
                    step.get("dueOn").asString(),
                    step.get("kind").asString(),
                    step.get("outcome").asString(),
                    step.get("fee").asString(),
                    step.get("deadline").asString(),
                    step.get("lawRule").asString()))
        .toList();
  }

  @Test
  void theWholeLadderAndTheCapOverTheNextInvoice() {
    Debtor debtor = debtor();
    Rest rest = debtor.story().rest();
    debtor.on("2025-06-14");

    String invoice = debtor.invoice();
    JsonNode one = debtor.theCase();
    assertThat(lawful(one))
        .containsExactly(
            "2025-05-05 REMINDER DONE 0 2025-05-15 dk.rykkergebyr.max",
            "2025-05-12 REMINDER DONE 10000 2025-05-22 dk.rykkergebyr.max",
            "2025-05-22 REMINDER DONE 10000 2025-06-02 dk.rykkergebyr.max",
            "2025-06-02 COLLECTION_NOTICE DONE 10000 2025-06-12 dk.rykkergebyr.max",
            "2025-06-13 HAND_OVER WAITING   dk.inkassogebyr.max");
    JsonNode claim = claim(debtor, invoice, "2025-06-13");
    assertThat(claim.get("principal").asLong()).isEqualTo(49_900);
    assertThat(claim.at("/interest/amount").asLong()).isEqualTo(632);
    assertThat(claim.get("total").asLong()).isEqualTo(80_532);
    assertThat(claim(debtor, invoice, "2025-05-12").get("total").asLong()).isEqualTo(60_062);
    // The second invoice is in the same unbroken stretch of arrears: the fees are used up.
    JsonNode second = debtor.cases().getLast();
    assertThat(lawful(second)).allMatch(step -> step.contains(" DONE 0 "));
    rest.get("/v1/invoices/" + invoice + "/claim?asOf=2026-07-02").problem(422, "law_fact_missing");

    documents(debtor, one);
    paidInParts(debtor, invoice);
  }

  private static void documents(Debtor debtor, JsonNode one) {
    Rest rest = debtor.story().rest();
    String path = "/v1/dunning-cases/" + one.get("id").asString() + "/documents";
    List<JsonNode> letters = rest.get(path).expect(200).json().get("data").valueStream().toList();
    assertThat(letters).hasSize(4);
    JsonNode notice = letters.getLast();
    assertThat(notice.get("kind").asString()).isEqualTo("COLLECTION_NOTICE");
    assertThat(notice.get("total").asLong()).isEqualTo(49_900 + 30_000 + 470);
    assertThat(notice.get("text").asString())
        .contains("INKASSOVARSEL", "Hovedstol: 499,00 DKK", "Renter", "803,70 DKK", "12. juni 2025")
        .contains("inkasso uden yderligere varsel");
    assertThat(rest.all("/v1/events?type=claim.notice_sent")).hasSize(1);
    assertThat(rest.all("/v1/events?type=claim.reminder_sent").size()).isGreaterThanOrEqualTo(3);
    var pdf =
        rest.send("GET", path + "/" + notice.get("id").asString(), "", "Accept", "application/pdf");
    assertThat(pdf.expect(200).type()).isEqualTo("application/pdf");
  }

  /** The principal first: the invoice is paid while its costs are not. */
  private static void paidInParts(Debtor debtor, String invoice) {
    Rest rest = debtor.story().rest();
    String payments = "/v1/invoices/" + invoice + "/payments";
    rest.post(payments, Map.of("amount", 50_000, "receivedOn", "2025-06-14")).expect(201);
    JsonNode paid = rest.get("/v1/invoices/" + invoice).expect(200).json();
    assertThat(paid.get("status").asString()).isEqualTo("PAID");
    assertThat(paid.get("amountPaid").asLong()).isEqualTo(49_900);
    assertThat(debtor.theCase().get("status").asString()).isEqualTo("OPEN");
    long rest499 = 30_000 + 647 - 100;
    JsonNode later = claim(debtor, invoice, "2025-12-31");
    assertThat(later.get("total").asLong()).isEqualTo(rest499);
    assertThat(later.get("paid").asLong()).isEqualTo(50_000);
    rest.post(payments, Map.of("amount", rest499, "receivedOn", "2025-06-14")).expect(201);
    assertThat(debtor.theCase().get("status").asString()).isEqualTo("RECOVERED");
    assertThat(claim(debtor, invoice, "2025-12-31").get("total").asLong()).isZero();
    Books.of(rest).mustAgree();
  }

  @Test
  void aPolicyThatBreaksTheLawIsRefusedWithEachStep() {
    Rest rest = Story.from("2025-04-10").rest();
    var broken =
        policy(
            List.of(
                Map.of("kind", "REMINDER", "afterDays", 10, "fee", 15_000),
                Map.of("kind", "COLLECTION_NOTICE", "afterDays", 20, "fee", 0, "deadlineDays", 5),
                Map.of("kind", "HAND_OVER", "afterDays", 40, "agency", "sandbox")));
    var answer = rest.put("/v1/dunning-policies/default", broken).problem(422, "policy_unlawful");
    assertThat(answer.pointers())
        .containsExactly(
            "/tracks/INVOICE_OVERDUE/steps/0",
            "/tracks/INVOICE_OVERDUE/steps/1",
            "/tracks/INVOICE_OVERDUE/steps/2");
  }
}
