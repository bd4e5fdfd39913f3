package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A plan's new price reaches all of its subscriptions, and each only once. */
class PriceRolloutIT {
  private static final int MANY = 200;

  private final Rest rest = TestMerchant.open().test();

  @Test
  void twoHundredSubscriptionsGetTheNewPriceFromTheirNextPeriod() throws Exception {
    String clock =
        rest.post("/v1/test-clocks", Map.of("now", "2026-03-05T08:00:00Z")).expect(201).id();
    String plan = plan("paper");
    List<String> subscriptions = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<String>> signUps = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        // Half of them live on a test clock, half in the real world.
        String on = i % 2 == 0 ? clock : null;
        signUps.add(threads.submit(() -> subscribe(on, plan)));
      }
      for (Future<String> signUp : signUps) {
        subscriptions.add(signUp.get());
      }
    }
    rest.put(
            "/v1/subscriptions/" + subscriptions.getFirst() + "/cancellation",
            Map.of("when", "IMMEDIATELY"))
        .expect(200);

    Answer made = price(plan, 35_000, "2026-04-01", "NEXT_PERIOD", 14);
    JsonNode progress = awaitDone(plan);

    assertThat(progress.get("total").asLong()).isEqualTo(MANY - 1L);
    assertThat(progress.get("reached").asLong()).isEqualTo(MANY - 1L);
    assertThat(progress.get("refused").asLong()).isZero();
    for (int i = 1; i < MANY; i++) {
      String id = subscriptions.get(i);
      List<JsonNode> changes =
          rest.all("/v1/subscriptions/" + id + "/history").stream()
              .filter(entry -> entry.get("action").asString().equals("change"))
              .toList();
      assertThat(changes).hasSize(1);
      assertThat(changes.getFirst().at("/request/id").asString()).isEqualTo(made.id() + "/" + id);
      assertThat(changes.getFirst().at("/changed/0/what").asString()).isEqualTo("price");
    }
    assertThat(prices(subscriptions.get(2), "2026-08-01"))
        .startsWith("2026-03-05 31000", "2026-04-05 35000");
  }

  @Test
  void onlyNewOnesAreReachedWhereThatIsAsked() {
    String plan = plan("paper");
    String before = subscribe(null, plan);
    Answer made = price(plan, 35_000, LocalDate.now().plusDays(1).toString(), "NEW_ONLY", 0);
    assertThat(made.json().get("progress").isNull()).isTrue();
    assertThat(rest.get("/v1/subscriptions/" + before).number("version")).isPositive();
    assertThat(prices(before, LocalDate.now().plusMonths(4).toString()))
        .allMatch(segment -> segment.endsWith(" 31000"));
  }

  @Test
  void whoeverSignsUpLaterKnowsThePriceThatIsAnnounced() {
    String clock =
        rest.post("/v1/test-clocks", Map.of("now", "2026-03-05T08:00:00Z")).expect(201).id();
    String plan = plan("paper");
    price(plan, 35_000, "2026-04-10", "ON_DATE", 0);
    awaitDone(plan);
    String late = subscribe(clock, plan);
    assertThat(prices(late, "2026-06-05")).contains("2026-05-05 35000");
  }

  /** What is known when the plan is chosen, and what is announced afterwards, before it begins. */
  @Test
  void whoeverChangesToThePlanHasItsPrices() {
    String clock =
        rest.post("/v1/test-clocks", Map.of("now", "2026-03-05T08:00:00Z")).expect(201).id();
    String subscription = subscribe(clock, plan("magazine"));
    String plan = plan("paper");
    price(plan, 35_000, "2026-04-01", "NEXT_PERIOD", 0);
    awaitDone(plan);
    rest.post("/v1/subscriptions/" + subscription + "/changes", Map.of("planId", plan)).expect(200);
    assertThat(prices(subscription, "2026-07-01"))
        .startsWith("2026-03-05 31000", "2026-04-05 35000", "2026-05-05 35000");

    price(plan, 40_000, "2026-05-01", "NEXT_PERIOD", 0);
    awaitDone(plan);
    assertThat(prices(subscription, "2026-07-01"))
        .startsWith("2026-03-05 31000", "2026-04-05 35000", "2026-05-05 40000");
  }

  private String plan(String code) {
    return rest.post(
            "/v1/plans",
            Map.of(
                "code", code, "name", "Paper", "unit", "MONTH", "price", 31_000, "currency", "DKK"))
        .expect(201)
        .id();
  }

  private String subscribe(String clock, String plan) {
    Map<String, Object> customer =
        clock == null
            ? Map.of("name", "Karen", "email", "karen@example.com")
            : Map.of("name", "Karen", "email", "karen@example.com", "testClockId", clock);
    String id = rest.post("/v1/customers", customer).expect(201).id();
    String start = clock == null ? LocalDate.now().toString() : "2026-03-05";
    return rest.post(
            "/v1/subscriptions",
            Map.of("customerId", id, "planId", plan, "startDate", start, "collection", "INVOICE"))
        .expect(201)
        .id();
  }

  private Answer price(String plan, long price, String from, String reach, int noticeDays) {
    return rest.post(
            "/v1/plans/" + plan + "/prices",
            Map.of("price", price, "effectiveFrom", from, "reach", reach, "noticeDays", noticeDays))
        .expect(201);
  }

  private JsonNode awaitDone(String plan) {
    long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (true) {
      JsonNode progress =
          rest.get("/v1/plans/" + plan + "/prices").expect(200).json().at("/data/0/progress");
      if (progress.get("status").asString().equals("DONE")) {
        return progress;
      }
      assertThat(System.nanoTime()).as(progress.toString()).isLessThan(deadline);
      try {
        TimeUnit.MILLISECONDS.sleep(200);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Active segments as "from amount". */
  private List<String> prices(String subscription, String until) {
    return rest.get("/v1/subscriptions/" + subscription + "/timeline?until=" + until)
        .expect(200)
        .json()
        .get("segments")
        .valueStream()
        .map(segment -> segment.get("from").asString() + " " + segment.get("amount").asLong())
        .toList();
  }
}
