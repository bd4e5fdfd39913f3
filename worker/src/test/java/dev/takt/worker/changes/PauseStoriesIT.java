package dev.takt.worker.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Pauses that are planned, run, touch, are moved, removed, ended early, prolonged and back-dated.
 */
class PauseStoriesIT {

  @Test
  void plannedRunningOver() {
    var anna = Subscriber.from("2026-03-05");
    String pause = anna.pause("2026-03-11", "2026-04-21").expect(201).id();
    assertThat(pauseOf(anna, pause).get("status").asString()).isEqualTo("PLANNED");
    assertThat(anna.status()).isEqualTo("ACTIVE");
    anna.on("2026-03-11");
    assertThat(pauseOf(anna, pause).get("status").asString()).isEqualTo("RUNNING");
    assertThat(anna.status()).isEqualTo("PAUSED");
    assertThat(anna.read().get("currentPeriod").isNull()).isTrue();
    assertThat(anna.read().get("nextBillingDate").asString()).isEqualTo("2026-04-21");
    anna.on("2026-04-21");
    assertThat(pauseOf(anna, pause).get("status").asString()).isEqualTo("OVER");
    assertThat(anna.status()).isEqualTo("ACTIVE");
    assertThat(anna.actions()).containsExactly("signUp", "activated", "pause", "paused", "resumed");
  }

  @Test
  void touchingOnesAreOneLongPause() {
    var one = Subscriber.from("2026-02-20");
    one.pause("2026-03-11", "2026-04-21").expect(201);
    var two = Subscriber.in(one.story(), "tok_ok", Map.of(), Map.of());
    two.pause("2026-04-01", "2026-04-21").expect(201);
    two.pause("2026-03-11", "2026-04-01").expect(201);
    one.on("2026-05-02");
    assertThat(two.invoiced()).isEqualTo(one.invoiced());
    assertThat(one.invoiced())
        .containsExactly("2026-03-01 100.00", "2026-04-21 103.33", "2026-05-01 310.00");
  }

  @Test
  void openAndThenEnded() {
    var anna = Subscriber.from("2026-03-05");
    String pause = anna.pause("2026-03-11", null).expect(201).id();
    anna.on("2026-07-15");
    assertThat(anna.status()).isEqualTo("PAUSED");
    assertThat(anna.read().get("nextBillingDate").isNull()).isTrue();
    assertThat(anna.invoiced()).containsExactly("2026-03-01 310.00");
    anna.move(pause, Map.of("to", "2026-07-21")).expect(200);
    anna.on("2026-08-02");
    // 11 of July's 31 days cost 110.00; 210.00 are on the balance.
    assertThat(anna.invoiced())
        .containsExactly("2026-03-01 310.00", "2026-07-21 0.00", "2026-08-01 210.00");
  }

  @Test
  void madeOpenAgainByNull() {
    var anna = Subscriber.from("2026-03-05");
    String pause = anna.pause("2026-03-11", "2026-04-21").expect(201).id();
    Map<String, Object> open = new HashMap<>();
    open.put("to", null);
    assertThat(anna.move(pause, open).expect(200).json().get("to").isNull()).isTrue();
    assertThat(anna.on("2026-06-01").status()).isEqualTo("PAUSED");
  }

  @Test
  void movedAndRemovedWhilePlanned() {
    var anna = Subscriber.from("2026-03-05");
    JsonNode before = anna.timeline();
    String pause = anna.pause("2026-03-11", "2026-04-21").expect(201).id();
    anna.move(pause, Map.of("from", "2026-04-11", "to", "2026-04-16")).expect(200);
    assertThat(anna.time("2026-05-01")).contains("PAUSED [2026-04-11, 2026-04-16)").hasSize(4);
    anna.remove(pause).expect(200);
    assertThat(anna.timeline()).isEqualTo(before);
    anna.on("2026-04-02");
    assertThat(anna.invoiced()).containsExactly("2026-03-01 310.00", "2026-04-01 310.00");
    assertThat(anna.credited()).isEmpty();
  }

  @Test
  void removedWhileItRuns() {
    var anna = Subscriber.from("2026-03-05");
    JsonNode before = anna.timeline();
    String pause = anna.pause("2026-03-11", "2026-04-21").expect(201).id();
    anna.on("2026-03-15").remove(pause).expect(200);
    assertThat(anna.timeline()).isEqualTo(before);
    assertThat(anna.status()).isEqualTo("ACTIVE");
    anna.on("2026-04-02");
    assertThat(anna.invoiced()).containsExactly("2026-03-01 310.00", "2026-04-01 310.00");
  }

  @Test
  void removedAfterItsMoneyWentBack() {
    var anna = Subscriber.from("2026-03-05");
    String pause = anna.pause("2026-03-11", "2026-04-21", "KEEP_DATES", "REFUND").expect(201).id();
    anna.on("2026-03-15");
    assertThat(anna.refunded()).isEqualTo(21_000);
    anna.remove(pause).expect(200);
    anna.on("2026-04-02");
    // The days are served after all: they are billed anew, and no day twice.
    assertThat(anna.invoiced())
        .containsExactly("2026-03-01 310.00", "2026-03-15 210.00", "2026-04-01 310.00");
    assertThat(anna.refunded()).isEqualTo(21_000);
  }

  @Test
  void whatABalancePaidIsBalanceAgain() {
    var anna = Subscriber.from("2026-03-05");
    var other = anna.another("2026-04-01", 30_000);
    anna.cancelOn("2026-03-11", "BALANCE").expect(200);
    anna.on("2026-04-02");
    assertThat(other.invoiced()).containsExactly("2026-04-01 90.00");
    JsonNode preview =
        anna.rest()
            .post(
                other.path() + "/pauses?preview=true",
                Map.of("from", "2026-04-11", "to", "2026-05-01", "settlement", "REFUND"))
            .expect(200)
            .json();
    assertThat(
            preview
                .get("credits")
                .valueStream()
                .map(c -> c.get("settlement").asString() + " " + c.get("amount").asLong()))
        .containsExactly("REFUND 9000", "BALANCE 11000");
    other.pause("2026-04-11", "2026-05-01", "KEEP_DATES", "REFUND").expect(201);
    anna.on("2026-04-12");
    assertThat(other.credited()).containsExactly("2026-04-11 90.00, refunded 90.00");
    assertThat(anna.refunded()).isEqualTo(9_000);
    anna.on("2026-05-02");
    assertThat(other.invoiced()).containsExactly("2026-04-01 90.00", "2026-05-01 190.00");
  }

  @Test
  void endedEarlyAndProlonged() {
    var anna = Subscriber.from(Subscriber.START);
    var bo = Subscriber.in(anna.story(), "tok_ok", Map.of(), Map.of());
    String early = anna.pause("2026-03-11", "2026-04-21").expect(201).id();
    String late = bo.pause("2026-03-11", "2026-03-21").expect(201).id();
    anna.on("2026-03-16");
    anna.move(early, Map.of("to", "2026-03-16")).expect(200);
    bo.move(late, Map.of("to", "2026-03-26")).expect(200);
    assertThat(anna.status()).isEqualTo("ACTIVE");
    anna.on("2026-04-02");
    assertThat(anna.invoiced()).containsExactly("2026-03-01 310.00", "2026-04-01 260.00");
    assertThat(bo.invoiced()).containsExactly("2026-03-01 310.00", "2026-04-01 160.00");
  }

  @Test
  void backDatedIntoBilledTime() {
    var anna = Subscriber.from("2026-03-01").on("2026-04-15");
    anna.pause("2026-03-11", "2026-03-21").expect(201);
    anna.pause("2026-04-06", "2026-04-21").expect(201);
    assertThat(anna.status()).isEqualTo("PAUSED");
    anna.on("2026-05-02");
    // 100.00 of March and 155.00 of April.
    assertThat(anna.invoiced())
        .containsExactly("2026-03-01 310.00", "2026-04-01 310.00", "2026-05-01 55.00");
    assertThat(anna.deferred("2026-05-31")).isZero();
  }

  @Test
  void closedBooksStayClosed() {
    var anna = Subscriber.from("2026-03-01").on("2026-04-15");
    anna.rest().put("/v1/merchant/books-closed-through", Map.of("date", "2026-03-31")).good();
    anna.refuses(422, "books_closed", "2026-03-31", () -> anna.pause("2026-03-25", "2026-04-05"));
    String pause = anna.pause("2026-04-05", "2026-04-21").expect(201).id();
    anna.refuses(
        422, "books_closed", "2026-03-31", () -> anna.move(pause, Map.of("from", "2026-03-30")));
  }

  @Test
  void aTrialStandsStill() {
    var anna = Subscriber.from("2026-02-20");
    var bo = Subscriber.in(anna.story(), "tok_ok", Map.of("trialDays", 14), Map.of());
    bo.pause("2026-03-06", "2026-03-16").expect(201);
    bo.on("2026-03-07");
    assertThat(bo.status()).isEqualTo("PAUSED");
    bo.on("2026-04-26");
    assertThat(bo.time("2026-04-25"))
        .containsExactly(
            "TRIAL [2026-03-01, 2026-03-06)",
            "PAUSED [2026-03-06, 2026-03-16)",
            "TRIAL [2026-03-16, 2026-03-25)",
            "ACTIVE [2026-03-25, 2026-04-25) 310.00 BILLED");
    assertThat(bo.invoiced()).containsExactly("2026-03-25 310.00", "2026-04-25 310.00");
  }

  @Test
  void onARenewalDateThePauseWins() {
    var keep = Subscriber.from(Subscriber.START);
    var restart = Subscriber.in(keep.story(), "tok_ok", Map.of(), Map.of());
    var extend = Subscriber.in(keep.story(), "tok_ok", Map.of(), Map.of());
    keep.pause("2026-04-01", "2026-04-11").expect(201);
    restart.pause("2026-04-01", "2026-04-11", "RESTART", "BALANCE").expect(201);
    extend.pause("2026-04-01", "2026-04-11", "EXTEND", "BALANCE").expect(201);
    keep.on("2026-04-01");
    assertThat(keep.invoiced()).containsExactly("2026-03-01 310.00");
    keep.on("2026-05-12");
    assertThat(keep.invoiced())
        .containsExactly("2026-03-01 310.00", "2026-04-11 206.67", "2026-05-01 310.00");
    assertThat(restart.invoiced())
        .containsExactly("2026-03-01 310.00", "2026-04-11 310.00", "2026-05-11 310.00");
    // An April of 30 days that begins on the 11th.
    assertThat(extend.invoiced())
        .containsExactly("2026-03-01 310.00", "2026-04-11 310.00", "2026-05-11 310.00");
  }

  @Test
  void cutByTheEndAndWholeAgainAfterTheUndo() {
    var anna = Subscriber.from("2026-03-05");
    anna.pause("2026-03-11", "2026-04-21").expect(201);
    JsonNode before = anna.timeline();
    anna.cancelOn("2026-04-01", "REFUND").expect(200);
    assertThat(anna.time("2026-05-01"))
        .containsExactly(
            "ACTIVE [2026-03-01, 2026-03-11) 100.00 BILLED", "PAUSED [2026-03-11, 2026-04-01)");
    anna.on("2026-03-20").undo().expect(200);
    assertThat(anna.timeline()).isEqualTo(before);
    anna.on("2026-05-02");
    assertThat(anna.invoiced())
        .containsExactly("2026-03-01 310.00", "2026-04-21 0.00", "2026-05-01 203.33");
  }

  @Test
  void overlappingIsRefusedAndNamesTheOther() {
    var anna = Subscriber.from("2026-03-05");
    String first = anna.pause("2026-03-11", "2026-04-21").expect(201).id();
    anna.refuses(409, "pause_overlaps", first, () -> anna.pause("2026-04-20", "2026-05-01"));
    anna.refuses(409, "pause_overlaps", "2026-04-21", () -> anna.pause("2026-03-06", null));
    String open = anna.pause("2026-06-01", null).expect(201).id();
    anna.refuses(409, "pause_overlaps", open, () -> anna.pause("2027-06-01", "2027-07-01"));
    anna.refuses(409, "pause_overlaps", open, () -> anna.move(first, Map.of("to", "2026-06-02")));
  }

  private static JsonNode pauseOf(Subscriber who, String id) {
    return who.read()
        .get("pauses")
        .valueStream()
        .filter(pause -> pause.get("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
