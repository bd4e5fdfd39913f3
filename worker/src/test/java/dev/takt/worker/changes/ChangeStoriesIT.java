package dev.takt.worker.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Another price, quantity or plan: with the next period or on a date, up, down, during a pause. */
class ChangeStoriesIT {
  private static final Map<String, ?> NEXT = Map.of("price", 40_000, "when", "NEXT_PERIOD");

  @Test
  void theNextPeriodHasTheNewPrice() {
    var anna = Subscriber.from("2026-03-05");
    anna.change(NEXT).expect(200);
    assertThat(anna.read().get("price").asLong()).isEqualTo(31_000);
    anna.on("2026-04-02");
    assertThat(anna.invoiced()).containsExactly("2026-03-01 310.00", "2026-04-01 400.00");
    assertThat(anna.read().get("price").asLong()).isEqualTo(40_000);
  }

  @Test
  void anotherQuantityInBilledTime() {
    var anna = Subscriber.from("2026-03-05");
    anna.change(Map.of("quantity", 3, "when", "ON_DATE", "date", "2026-03-16")).expect(200);
    anna.change(Map.of("quantity", 1, "when", "NEXT_PERIOD")).expect(200);
    anna.on("2026-04-02");
    // Twice 160.00 more for [16 Mar, 1 Apr), and one again from April.
    assertThat(anna.invoiced()).containsExactly("2026-03-01 310.00", "2026-04-01 630.00");
  }

  @Test
  void aDropIsDeductedUntilItIsUsedUp() {
    var anna = Subscriber.from("2026-03-02");
    anna.change(Map.of("price", 3_100, "when", "ON_DATE", "date", "2026-03-02")).expect(200);
    anna.on("2026-06-02");
    // 270.00 of March come back through bills of 31.00.
    assertThat(anna.invoiced())
        .containsExactly(
            "2026-03-01 310.00", "2026-04-01 0.00", "2026-05-01 0.00", "2026-06-01 0.00");
    assertThat(anna.credited()).isEmpty();
  }

  @Test
  void anotherPlanWithAnotherRhythm() {
    var anna = Subscriber.from("2026-03-05");
    String weekly = anna.story().plan(Map.of("unit", "WEEK", "price", 7_000, "name", "Ugeavis"));
    anna.change(Map.of("planId", weekly, "when", "ON_DATE", "date", "2026-03-16")).expect(200);
    anna.on("2026-03-31");
    // 160.00 of March are given back on the first bills of the new plan.
    assertThat(anna.invoiced())
        .containsExactly(
            "2026-03-01 310.00", "2026-03-16 0.00", "2026-03-23 0.00", "2026-03-30 50.00");
    assertThat(anna.read().get("planId").asString()).isEqualTo(weekly);
  }

  @Test
  void duringAPauseItTakesEffectSilently() {
    var anna = Subscriber.from("2026-03-05");
    anna.pause("2026-03-11", "2026-04-21", "EXTEND", "BALANCE").expect(201);
    var bo = Subscriber.in(anna.story(), "tok_ok", Map.of(), Map.of());
    bo.pause("2026-03-11", "2026-04-21").expect(201);
    anna.on("2026-03-20");
    anna.change(NEXT).expect(200);
    bo.change(NEXT).expect(200);
    anna.on("2026-05-13");
    assertThat(anna.invoiced()).containsExactly("2026-03-01 310.00", "2026-05-12 400.00");
    // [21 Apr, 1 May) costs 133.33; 210.00 were on the balance.
    // Signed up on the 5th for the 1st: that invoice bears the 5th.
    assertThat(bo.invoiced())
        .containsExactly("2026-03-05 310.00", "2026-04-21 0.00", "2026-05-01 323.33");
  }

  @Test
  void aPlansNewPriceReachesWhomItShall() {
    var anna = Subscriber.from("2026-02-20");
    String plan = anna.story().monthly();
    String id = anna.story().subscribe(anna.customer(), plan, "2026-03-01");
    var bo = new Subscriber(anna.story(), anna.customer(), id);
    bo.on("2026-03-05");
    bo.rest()
        .post(
            "/v1/plans/" + plan + "/prices",
            Map.of("price", 40_000, "effectiveFrom", "2026-03-20", "reach", "NEXT_PERIOD"))
        .good();
    bo.on("2026-04-02");
    assertThat(bo.invoiced()).containsExactly("2026-03-01 310.00", "2026-04-01 400.00");
    bo.rest()
        .post(
            "/v1/plans/" + plan + "/prices",
            Map.of("price", 50_000, "effectiveFrom", "2026-04-20", "reach", "NEW_ONLY"))
        .good();
    bo.on("2026-05-02");
    assertThat(bo.invoiced()).endsWith("2026-05-01 400.00");
    var late =
        new Subscriber(
            bo.story(), bo.customer(), bo.story().subscribe(bo.customer(), plan, "2026-05-02"));
    assertThat(late.invoiced()).containsExactly("2026-05-02 500.00");
  }
}
