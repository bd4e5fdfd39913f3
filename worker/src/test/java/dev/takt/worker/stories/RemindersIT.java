package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.workflow.RemindersWorkflow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What customers are told by date: on a clock, and by the hourly look in live time. */
class RemindersIT {

  @Test
  void aNewPriceIsAnnouncedOnTheMorningThatItsNoticeIsDue() {
    var story = Story.from("2026-03-01");
    String plan = story.monthly();
    String customer = story.customer("tok_ok");
    String leaver = story.customer("tok_ok");
    story.subscribe(customer, plan, "2026-03-05");
    String leaving = story.subscribe(leaver, plan, "2026-03-05");
    story.on("2026-03-06");
    newPrice(story.rest(), plan, "2026-06-01", "NEXT_PERIOD", 30);
    awaitReached(story.rest(), plan);
    story
        .rest()
        .put("/v1/subscriptions/" + leaving + "/cancellation", Map.of("when", "IMMEDIATELY"))
        .good();

    // From the period that begins on 5 June: thirty days before it is 6 May.
    assertThat(announced(story.on("2026-05-05"), customer)).isEmpty();
    List<JsonNode> told = announced(story.on("2026-05-07"), customer);
    assertThat(told).hasSize(1);
    JsonNode message = told.getFirst();
    assertThat(message.get("at").asString()).isEqualTo("2026-05-06T07:00:00Z");
    assertThat(message.get("status").asString()).isEqualTo("SENT");
    assertThat(message.get("subject").asString())
        .contains("Ny pris hos Bladet ApS", "5. juni 2026");
    assertThat(message.get("text").asString()).contains("350,00 DKK", "310,00 DKK", "Avisen");
    story.on("2026-06-06");
    assertThat(announced(story, customer)).hasSize(1);
    assertThat(announced(story, leaver)).isEmpty();
  }

  /** At noon wherever it is noon: at night nobody is told anything. */
  @Test
  void inLiveTimeTheHourlyLookTellsEachOnce() {
    ZoneId zone = Noon.zone(Instant.now());
    LocalDate today = LocalDate.now(zone);
    var merchant = TestMerchant.open(Map.of("timeZone", zone.getId()));
    Rest rest = merchant.test();
    String customer =
        rest.post("/v1/customers", Map.of("name", "Karen", "email", "karen@example.com"))
            .expect(201)
            .id();
    YearMonth month = YearMonth.from(today);
    String card =
        rest.post(
                "/v1/customers/" + customer + "/payment-methods",
                Map.of(
                    "gateway",
                    "sandbox",
                    "token",
                    "tok_exp_" + month.format(DateTimeFormatter.ofPattern("MMyy"))))
            .expect(201)
            .id();
    // It was added long before its month: else its reminders would be in the past.
    OneTakt.bean(JdbcClient.class)
        .sql("update payment_method set created_at = created_at - interval '90 days' where id = ?")
        .param(card)
        .update();
    String plan = plan(rest);
    subscribe(rest, customer, plan, today);
    subscribe(rest, customer, plan, today);
    // From the first day on which the notice is in time, so that it is due today.
    newPrice(rest, plan, today.plusDays(1).toString(), "ON_DATE", 14);
    awaitReached(rest, plan);

    wake();
    Receiver.until(() -> !messages(rest, customer, "CARD_EXPIRING").isEmpty(), "no word of it");
    Receiver.until(() -> messages(rest, customer, "PRICE_CHANGE").size() == 2, "no new price");
    String sweeper = another(merchant, zone);
    wake();
    Receiver.until(() -> !messages(rest, sweeper, "CARD_EXPIRING").isEmpty(), "no second look");

    assertThat(messages(rest, customer, "CARD_EXPIRING")).hasSize(1);
    assertThat(messages(rest, customer, "PRICE_CHANGE")).hasSize(2);
    assertThat(rest.all("/v1/events?type=card.expiring&subjectId=" + card)).hasSize(1);
  }

  /** Another customer whose card is looked at after all that was there before. */
  private static String another(TestMerchant merchant, ZoneId zone) {
    Rest rest = merchant.test();
    String customer =
        rest.post("/v1/customers", Map.of("name", "Knud", "email", "knud@example.com"))
            .expect(201)
            .id();
    String card =
        rest.post(
                "/v1/customers/" + customer + "/payment-methods",
                Map.of(
                    "gateway",
                    "sandbox",
                    "token",
                    "tok_exp_" + YearMonth.now(zone).format(DateTimeFormatter.ofPattern("MMyy"))))
            .expect(201)
            .id();
    OneTakt.bean(JdbcClient.class)
        .sql("update payment_method set created_at = created_at - interval '90 days' where id = ?")
        .param(card)
        .update();
    subscribe(rest, customer, plan(rest), LocalDate.now(zone));
    return customer;
  }

  private static void wake() {
    OneTakt.workflows().newWorkflowStub(RemindersWorkflow.class, RemindersWorkflow.ID).wake();
  }

  private static String plan(Rest rest) {
    return rest.post(
            "/v1/plans",
            Map.of(
                "code",
                "avis-" + System.nanoTime(),
                "name",
                "Avisen",
                "unit",
                "MONTH",
                "price",
                31_000,
                "currency",
                "DKK"))
        .expect(201)
        .id();
  }

  private static void subscribe(Rest rest, String customer, String plan, LocalDate from) {
    rest.post(
            "/v1/subscriptions",
            Map.of("customerId", customer, "planId", plan, "startDate", from.toString()))
        .expect(201);
  }

  private static void newPrice(Rest rest, String plan, String from, String reach, int noticeDays) {
    rest.post(
            "/v1/plans/" + plan + "/prices",
            Map.of(
                "price", 35_000, "effectiveFrom", from, "reach", reach, "noticeDays", noticeDays))
        .expect(201);
  }

  private static void awaitReached(Rest rest, String plan) {
    Receiver.until(
        () ->
            rest.get("/v1/plans/" + plan + "/prices")
                .json()
                .at("/data/0/progress/status")
                .asString("")
                .equals("DONE"),
        "the price did not reach all");
  }

  private static List<JsonNode> announced(Story story, String customer) {
    return messages(story.rest(), customer, "PRICE_CHANGE");
  }

  private static List<JsonNode> messages(Rest rest, String customer, String template) {
    return rest.all("/v1/messages?customerId=" + customer + "&template=" + template);
  }
}
