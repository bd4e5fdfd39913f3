package dev.takt.worker.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Story;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The worked examples of pauses, cancellation and price changes, by card and by invoice. */
class WorkedExamplesIT {
  private static final String CARD = "CARD";
  private static final String INVOICE = "INVOICE";

  private static Subscriber from(String today, String collection) {
    return Subscriber.in(Story.from(today), "tok_ok", Map.of(), Map.of("collection", collection));
  }

  @ParameterizedTest
  @ValueSource(strings = {CARD, INVOICE})
  void keepDatesPlannedBefore(String collection) {
    var anna = from("2026-02-20", collection);
    JsonNode before = anna.timeline();
    anna.pause("2026-03-11", "2026-04-21").expect(201);
    assertThat(anna.timeline()).isNotEqualTo(before);

    anna.on("2026-05-02");

    assertThat(anna.invoiced())
        .containsExactly("2026-03-01 100.00", "2026-04-21 103.33", "2026-05-01 310.00");
    assertThat(anna.credited()).isEmpty();
    assertThat(anna.time("2026-06-01"))
        .containsExactly(
            "ACTIVE [2026-03-01, 2026-03-11) 100.00 BILLED",
            "PAUSED [2026-03-11, 2026-04-21)",
            "ACTIVE [2026-04-21, 2026-05-01) 103.33 BILLED",
            "ACTIVE [2026-05-01, 2026-06-01) 310.00 BILLED");
    assertThat(anna.deferred("2026-03-31")).isZero();
    assertThat(anna.deferred("2026-05-31")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {CARD, INVOICE})
  void keepDatesAskedForAfterTheBill(String collection) {
    var anna = from("2026-03-01", collection);
    anna.payByBank("2026-03-01");
    anna.on("2026-03-05").pause("2026-03-11", "2026-04-21").expect(201);

    anna.on("2026-05-02");

    assertThat(anna.story().bills(anna.id()).get(1))
        .isEqualTo(
            "2026-04-21 0.00 PAID: SERVICE [2026-04-21, 2026-05-01) 103.33;"
                + " ADJUSTMENT [2026-03-11, 2026-04-01) -103.33");
    assertThat(anna.invoiced())
        .containsExactly("2026-03-01 310.00", "2026-04-21 0.00", "2026-05-01 203.33");
    assertThat(anna.credited()).isEmpty();
    assertThat(anna.deferred("2026-03-31")).isEqualTo(16_800);
    assertThat(anna.deferred("2026-05-31")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {CARD, INVOICE})
  void restartPlannedBefore(String collection) {
    var anna = from("2026-02-20", collection);
    anna.pause("2026-03-11", "2026-04-21", "RESTART", "BALANCE").expect(201);

    anna.on("2026-05-22");

    assertThat(anna.invoiced())
        .containsExactly("2026-03-01 100.00", "2026-04-21 310.00", "2026-05-21 310.00");
    assertThat(anna.time("2026-05-21")).endsWith("ACTIVE [2026-04-21, 2026-05-21) 310.00 BILLED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-02-20 CARD", "2026-03-05 CARD", "2026-03-11 CARD", "2026-03-05 INVOICE"})
  void extendAskedForAtAnyTime(String when) {
    String[] askedOn = when.split(" ", -1);
    var anna = from("2026-02-20", askedOn[1]);
    if (!askedOn[0].equals("2026-02-20")) {
      anna.on(askedOn[0]);
    }
    anna.pause("2026-03-11", "2026-04-21", "EXTEND", "BALANCE").expect(201);

    anna.on("2026-05-13");

    assertThat(anna.invoiced()).containsExactly("2026-03-01 310.00", "2026-05-12 310.00");
    assertThat(anna.credited()).isEmpty();
    assertThat(anna.time("2026-06-12"))
        .containsExactly(
            "ACTIVE [2026-03-01, 2026-03-11) 100.00 BILLED",
            "PAUSED [2026-03-11, 2026-04-21)",
            "ACTIVE [2026-04-21, 2026-05-12) 210.00 BILLED",
            "ACTIVE [2026-05-12, 2026-06-12) 310.00 BILLED");
  }

  @ParameterizedTest
  @ValueSource(strings = {CARD, INVOICE})
  void cancelledInsideAPaidPeriod(String collection) {
    var anna = from("2026-03-01", collection);
    anna.payByBank("2026-03-01");
    anna.on("2026-03-05").cancelOn("2026-03-16", "REFUND").expect(200);
    assertThat(anna.credited()).isEmpty();

    anna.on("2026-03-16");

    // What came by bank is to be transferred: it is not refunded until that is done.
    String refunded = collection.equals(CARD) ? "160.00" : "0.00";
    assertThat(anna.credited()).containsExactly("2026-03-16 160.00, refunded " + refunded);
    assertThat(anna.refunded()).isEqualTo(collection.equals(CARD) ? 16_000 : 0);
    assertThat(anna.status()).isEqualTo("ENDED");
    assertThat(anna.timeline().get("end").asString()).isEqualTo("2026-03-16");
    assertThat(anna.deferred("2026-03-31")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {CARD, INVOICE})
  void cancelledAndUndone(String collection) {
    var anna = from("2026-03-01", collection);
    anna.payByBank("2026-03-01");
    JsonNode before = anna.on("2026-03-05").timeline();
    anna.cancelOn("2026-03-16", "REFUND").expect(200);
    assertThat(anna.timeline()).isNotEqualTo(before);
    anna.on("2026-03-10").undo().expect(200);
    assertThat(anna.timeline()).isEqualTo(before);

    anna.on("2026-04-02");

    assertThat(anna.invoiced()).containsExactly("2026-03-01 310.00", "2026-04-01 310.00");
    assertThat(anna.credited()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {CARD, INVOICE})
  void cancelledToTheEndOfThePeriod(String collection) {
    var anna = from("2026-03-01", collection).on("2026-03-05");
    anna.cancel(Map.of("when", "END_OF_PERIOD")).expect(200);

    anna.on("2026-04-02");

    assertThat(anna.invoiced()).containsExactly("2026-03-01 310.00");
    assertThat(anna.credited()).isEmpty();
    assertThat(anna.read().get("endDate").asString()).isEqualTo("2026-04-01");
    assertThat(anna.status()).isEqualTo("ENDED");
  }

  @ParameterizedTest
  @ValueSource(strings = {CARD, INVOICE})
  void cancelledBeforeTheBill(String collection) {
    var anna = from("2026-02-20", collection);
    anna.cancelOn("2026-03-16", "REFUND").expect(200);

    anna.on("2026-03-17");

    assertThat(anna.story().bills(anna.id()))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("2026-03-01 150.00 ")
        .endsWith(": SERVICE [2026-03-01, 2026-03-16) 150.00");
    assertThat(anna.credited()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {CARD, INVOICE})
  void dearerAndCheaperInBilledTime(String collection) {
    var up = from("2026-03-05", collection);
    var down = Subscriber.in(up.story(), "tok_ok", Map.of(), Map.of("collection", collection));
    up.payByBank("2026-03-05");
    down.payByBank("2026-03-05");
    up.change(Map.of("price", 62_000, "when", "ON_DATE", "date", "2026-03-16")).expect(200);
    down.change(Map.of("price", 15_500, "when", "ON_DATE", "date", "2026-03-16")).expect(200);

    up.on("2026-04-01");

    assertThat(up.story().bills(up.id()).getLast())
        .contains(
            "2026-04-01 780.00",
            "SERVICE [2026-04-01, 2026-05-01) 620.00",
            "ADJUSTMENT [2026-03-16, 2026-04-01) 160.00");
    assertThat(down.story().bills(down.id()).getLast())
        .contains(
            "2026-04-01 75.00",
            "SERVICE [2026-04-01, 2026-05-01) 155.00",
            "ADJUSTMENT [2026-03-16, 2026-04-01) -80.00");
    assertThat(up.deferred("2026-04-30")).isZero();
    assertThat(down.deferred("2026-04-30")).isZero();
  }
}
