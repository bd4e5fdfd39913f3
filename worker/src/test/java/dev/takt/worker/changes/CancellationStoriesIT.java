package dev.takt.worker.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Ends: at once, with the period, on a date; moved, undone, too early, while paused. */
class CancellationStoriesIT {
  private static final String WHEN = "when";

  @Test
  void immediatelyIsToday() {
    var anna = Subscriber.from("2026-03-05");
    JsonNode answer =
        anna.cancel(Map.of(WHEN, "IMMEDIATELY", "reason", "MOVED")).expect(200).json();
    assertThat(answer.get("status").asString()).isEqualTo("ENDED");
    assertThat(answer.get("endDate").asString()).isEqualTo("2026-03-05");
    assertThat(answer.get("cancellation").get("reason").asString()).isEqualTo("MOVED");
    assertThat(anna.credited()).containsExactly("2026-03-05 270.00, refunded 270.00");
    assertThat(anna.refunded()).isEqualTo(27_000);
    anna.refuses(409, "subscription_ended", "ended", anna::undo);
    anna.refuses(409, "subscription_ended", "ended", () -> anna.pause("2026-04-01", null));
  }

  @Test
  void movedTwiceAndUndone() {
    var anna = Subscriber.from("2026-03-05");
    JsonNode before = anna.timeline();
    anna.cancelOn("2026-03-16", "REFUND").expect(200);
    anna.cancel(Map.of(WHEN, "END_OF_PERIOD")).expect(200);
    assertThat(anna.read().get("endDate").asString()).isEqualTo("2026-04-01");
    anna.cancelOn("2026-04-16", "NONE").expect(200);
    assertThat(anna.read().get("endDate").asString()).isEqualTo("2026-04-16");
    anna.undo().expect(200);
    assertThat(anna.timeline()).isEqualTo(before);
    assertThat(anna.read().get("cancellation").isNull()).isTrue();
    anna.refuses(409, "not_cancelled", "not cancelled", anna::undo);
    assertThat(anna.actions())
        .containsExactly("signUp", "activated", "cancel", "cancel", "cancel", "undoCancellation");
  }

  @Test
  void noticeAndMinimumTermNameTheEarliestDate() {
    var anna = Subscriber.from("2026-02-20");
    var notice = Subscriber.in(anna.story(), "tok_ok", Map.of("noticePeriod", "P1M"), Map.of());
    var term = Subscriber.in(anna.story(), "tok_ok", Map.of("minimumTerm", "P6M"), Map.of());
    anna.on("2026-03-05");
    notice.refuses(
        422, "notice_period", "2026-04-05", () -> notice.cancelOn("2026-04-04", "REFUND"));
    notice.refuses(
        422, "notice_period", "2026-04-05", () -> notice.cancel(Map.of(WHEN, "END_OF_PERIOD")));
    notice.refuses(
        422, "notice_period", "2026-04-05", () -> notice.cancel(Map.of(WHEN, "IMMEDIATELY")));
    notice.cancelOn("2026-04-05", "REFUND").expect(200);
    term.refuses(422, "minimum_term", "2026-09-01", () -> term.cancelOn("2026-08-31", "REFUND"));
    term.cancel(Map.of(WHEN, "IMMEDIATELY", "override", true)).expect(200);
    assertThat(term.status()).isEqualTo("ENDED");
  }

  @Test
  void balanceIsUsedByTheCustomersOtherSubscription() {
    var anna = Subscriber.from("2026-03-05");
    anna.cancelOn("2026-03-16", "BALANCE").expect(200);
    anna.on("2026-03-20");
    assertThat(anna.credited()).isEmpty();
    assertThat(anna.refunded()).isZero();
    JsonNode balance =
        anna.rest().get("/v1/customers/" + anna.customer() + "/balance").expect(200).json();
    assertThat(balance.get("balances").get(0).get("credit").asLong()).isEqualTo(16_000);
    var other = anna.another("2026-03-20", 10_000);
    assertThat(other.invoiced()).containsExactly("2026-03-20 0.00");
    other.on("2026-04-21");
    assertThat(other.invoiced()).containsExactly("2026-03-20 0.00", "2026-04-20 40.00");
  }

  @Test
  void noneKeepsTheMoney() {
    var anna = Subscriber.from("2026-03-05");
    anna.cancelOn("2026-03-16", "NONE").expect(200);
    anna.on("2026-03-17");
    assertThat(anna.credited()).isEmpty();
    assertThat(anna.refunded()).isZero();
    assertThat(anna.deferred("2026-03-31")).isZero();
  }

  @Test
  void anUnpaidInvoiceIsReducedFirstAndMayBeGivenUp() {
    var anna = Subscriber.from("2026-02-20");
    var go = Subscriber.in(anna.story(), "tok_stolen_card", Map.of(), Map.of());
    var giveUp = Subscriber.in(anna.story(), "tok_stolen_card", Map.of(), Map.of());
    anna.on("2026-03-05");
    go.cancelOn("2026-03-16", "REFUND").expect(200);
    giveUp
        .cancel(Map.of(WHEN, "ON_DATE", "date", "2026-03-16", "receivables", "WRITE_OFF"))
        .expect(200);
    anna.on("2026-03-17");
    assertThat(go.credited()).containsExactly("2026-03-16 160.00, refunded 0.00");
    assertThat(go.read().get("openDebt").asLong()).isEqualTo(15_000);
    assertThat(go.status()).isEqualTo("ENDED");
    assertThat(giveUp.read().get("openDebt").asLong()).isZero();
    assertThat(giveUp.story().bills(giveUp.id()).getFirst()).contains("WRITTEN_OFF");
  }

  @Test
  void whilePausedTheEndOfThePeriodDependsOnThePause() {
    var anna = Subscriber.from("2026-03-05");
    assertThat(endOfPeriodWhilePaused(anna, "KEEP_DATES", "2026-04-21")).isEqualTo("2026-04-01");
    assertThat(endOfPeriodWhilePaused(anna, "EXTEND", "2026-04-21")).isEqualTo("2026-05-12");
    assertThat(endOfPeriodWhilePaused(anna, "RESTART", "2026-04-21")).isEqualTo("2026-03-15");
    assertThat(endOfPeriodWhilePaused(anna, "EXTEND", null)).isEqualTo("2026-03-15");
    assertThat(endOfPeriodWhilePaused(anna, "KEEP_DATES", null)).isEqualTo("2026-03-15");
  }

  private static String endOfPeriodWhilePaused(Subscriber anna, String after, String to) {
    String today = "2026-03-15";
    var story = dev.takt.worker.stories.Story.from("2026-03-05", anna.story().merchant());
    var who = Subscriber.in(story, "tok_ok", Map.of(), Map.of());
    who.pause("2026-03-11", to, after, "BALANCE").expect(201);
    who.on(today).cancel(Map.of(WHEN, "END_OF_PERIOD")).expect(200);
    return who.read().get("endDate").asString();
  }

  @Test
  void endingWhilePausedTakesInTheBalance() {
    var anna = Subscriber.from("2026-03-05");
    anna.pause("2026-03-11", "2026-04-21").expect(201);
    anna.on("2026-03-15").cancel(Map.of(WHEN, "IMMEDIATELY")).expect(200);
    assertThat(anna.credited()).containsExactly("2026-03-15 210.00, refunded 210.00");
    assertThat(anna.refunded()).isEqualTo(21_000);
  }

  @Test
  void whatABalancePaidGoesBackToTheCardBehindIt() {
    var anna = Subscriber.from("2026-03-05");
    var other = anna.another("2026-04-01", 20_000);
    anna.cancelOn("2026-03-11", "BALANCE").expect(200);
    anna.on("2026-04-02");
    assertThat(other.invoiced()).containsExactly("2026-04-01 0.00");
    other.cancel(Map.of(WHEN, "IMMEDIATELY")).expect(200);
    anna.on("2026-04-03");
    // One day was used; the note stands on the invoice of the card that had paid.
    assertThat(other.credited()).containsExactly("2026-04-02 193.33, refunded 193.33");
    JsonNode note = anna.rest().all("/v1/credit-notes?subscriptionId=" + other.id()).getFirst();
    assertThat(note.get("invoiceId").asString())
        .isEqualTo(anna.story().invoices(anna.id()).getFirst().get("id").asString());
    assertThat(anna.refunded()).isEqualTo(19_333);
  }

  @Test
  void beforeTheStartItNeverStarts() {
    var anna = Subscriber.from("2026-02-20");
    anna.cancel(Map.of(WHEN, "END_OF_PERIOD")).expect(200);
    assertThat(anna.status()).isEqualTo("ENDED");
    var bo = Subscriber.in(anna.story(), "tok_ok", Map.of("noticePeriod", "P1M"), Map.of());
    bo.cancel(Map.of(WHEN, "IMMEDIATELY")).expect(200);
    anna.on("2026-04-02");
    assertThat(anna.invoiced()).isEmpty();
    assertThat(bo.invoiced()).isEmpty();
    assertThat(anna.time("2026-04-02")).isEmpty();
  }

  @Test
  void inArrearsTheLastBillIsForWhatWasUsed() {
    var anna = Subscriber.from("2026-02-20");
    var bo = Subscriber.in(anna.story(), "tok_ok", Map.of("billing", "IN_ARREARS"), Map.of());
    bo.on("2026-03-05").cancelOn("2026-03-16", "REFUND").expect(200);
    bo.on("2026-03-17");
    assertThat(bo.invoiced()).containsExactly("2026-03-16 150.00");
    assertThat(bo.credited()).isEmpty();
  }
}
