package dev.takt.worker.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
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

  @Test
  void seatsArePricedByTiers() {
    var anna = Subscriber.from("2026-02-20");
    var cheap = Map.of("upTo", 10, "unitAmount", 3_100);
    var graduated =
        Map.of("tiersMode", "GRADUATED", "tiers", List.of(cheap, Map.of("unitAmount", 1_550)));
    String plan = anna.story().plan(withoutPrice(graduated));
    assertThat(anna.rest().get("/v1/plans/" + plan).json().at("/tiers/0/upTo").asLong())
        .isEqualTo(10);
    String id = anna.story().subscribe(anna.customer(), plan, "2026-03-01", Map.of("quantity", 8));
    var bo = new Subscriber(anna.story(), anna.customer(), id);
    bo.on("2026-03-05");
    bo.change(Map.of("quantity", 12, "when", "ON_DATE", "date", "2026-03-11")).expect(200);
    var byVolume =
        Map.of(
            "tiersMode", "VOLUME",
            "tiers", List.of(cheap, Map.of("unitAmount", 0, "flatAmount", 20_000)),
            "effectiveFrom", "2026-05-01",
            "reach", "ON_DATE");
    bo.rest().post("/v1/plans/" + plan + "/prices", byVolume).good();
    bo.on("2026-05-02");

    // 248.00 a month for 8, 341.00 for 12: 63.00 for [11 Mar, 1 Apr). By volume 200.00.
    assertThat(bo.invoiced())
        .containsExactly("2026-03-01 248.00", "2026-04-01 404.00", "2026-05-01 200.00");
    assertThat(bo.read().get("price").isNull()).isTrue();
    assertThat(bo.read().get("tiersMode").asString()).isEqualTo("VOLUME");
  }

  @Test
  void tiersThatCannotBeAreNamedByTheirFields() {
    var anna = Subscriber.from("2026-02-20");
    var one = Map.of("upTo", 10, "unitAmount", 1);
    assertThat(refused(anna, Map.of("tiersMode", "VOLUME", "tiers", List.of(one))))
        .containsExactly("/tiers/0/upTo");
    assertThat(refused(anna, Map.of("tiersMode", "VOLUME", "tiers", List.of(Map.of()))))
        .containsExactly("/tiers/0");
    assertThat(
            refused(
                anna, Map.of("tiersMode", "VOLUME", "tiers", List.of(Map.of("unitAmount", -1)))))
        .containsExactly("/tiers/0/unitAmount");
    assertThat(refused(anna, Map.of("tiers", List.of(Map.of("unitAmount", 1)))))
        .containsExactly("/tiersMode");
    assertThat(refused(anna, Map.of())).containsExactly("/price");
    assertThat(refused(anna, Map.of("price", 1, "tiersMode", "VOLUME")))
        .containsExactly("/tiersMode");
  }

  private static List<String> refused(Subscriber subscriber, Map<String, ?> price) {
    Map<String, Object> plan = new HashMap<>(price);
    plan.putAll(Map.of("code", "never", "name", "Never", "unit", "MONTH"));
    return subscriber
        .rest()
        .post("/v1/plans", plan)
        .expect(422)
        .json()
        .get("errors")
        .valueStream()
        .map(error -> error.get("pointer").asString())
        .toList();
  }

  private static Map<String, Object> withoutPrice(Map<String, ?> particulars) {
    Map<String, Object> plan = new HashMap<>(particulars);
    plan.put("price", null);
    return plan;
  }
}
