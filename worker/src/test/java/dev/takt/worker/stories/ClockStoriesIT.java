package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a test clock is and is not. */
class ClockStoriesIT {

  @Test
  void itStandsWhereItWasPutAndNeverGoesBack() {
    var story = Story.from("2026-03-01");
    String clock = "/v1/test-clocks/" + story.clock();
    assertThat(story.rest().get(clock).text("now")).isEqualTo("2026-03-01T11:00:00Z");

    story
        .rest()
        .post(clock + "/advance", Map.of("to", "2026-03-01T10:59:59Z"))
        .problem(422, "clock_moves_forward_only");
    // To where it stands: nothing to do.
    assertThat(
            story
                .rest()
                .post(clock + "/advance", Map.of("to", "2026-03-01T11:00:00Z"))
                .expect(200)
                .text("status"))
        .isEqualTo("READY");
    story.at("2026-03-05T08:30:00.123456Z");

    assertThat(story.rest().get(clock).text("now")).isEqualTo("2026-03-05T08:30:00.123456Z");
    assertThat(story.rest().all("/v1/test-clocks")).hasSize(1);
  }

  /** The answer to a question was late, so it was asked again: at any moment, and afterwards. */
  @Test
  void isReadyHoweverOftenItIsAsked() {
    var story = Story.from("2026-03-01");
    var workflow =
        OneTakt.workflows()
            .newUntypedWorkflowStub("clock/" + story.merchant().id() + "/" + story.clock());
    for (int hour = 12; hour < 24; hour++) {
      String to = "2026-03-01T" + hour + ":00:00Z";
      story.beginTo(to);
      for (int again = 0; again < 6; again++) {
        workflow.update("advance", Void.class, Instant.parse(to));
      }
      story.awaitReady();
    }
    assertThat(story.rest().get("/v1/test-clocks/" + story.clock()).text("now"))
        .isEqualTo("2026-03-01T23:00:00Z");
  }

  /** Twenty clocks, each asked for two months at once: whoever is accepted, the later one holds. */
  @Test
  void ofTwoTargetsAtOnceTheLaterOneHolds() throws Exception {
    var merchant = TestMerchant.open();
    List<String> targets = List.of("2026-04-01T11:00:00Z", "2026-05-01T11:00:00Z");
    for (int race = 0; race < 20; race++) {
      var story = Story.from("2026-03-01", merchant);
      String clock = "/v1/test-clocks/" + story.clock();
      List<String> order = race % 2 == 0 ? targets : targets.reversed();
      List<Callable<Answer>> asked = new ArrayList<>();
      for (String to : order) {
        asked.add(() -> story.rest().post(clock + "/advance", Map.of("to", to)));
      }
      List<String> accepted = new ArrayList<>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var answers = threads.invokeAll(asked);
        for (int i = 0; i < order.size(); i++) {
          if (answers.get(i).get().status() / 100 == 2) {
            accepted.add(order.get(i));
          }
        }
      }
      story.awaitReady();
      assertThat(accepted).isNotEmpty();
      assertThat(story.rest().get(clock).text("now"))
          .as("race " + race)
          .isEqualTo(Collections.max(accepted));
    }
  }

  @Test
  void whatLivesOnAnotherClockOrOnNoneStandsStill() {
    var merchant = TestMerchant.open();
    var here = Story.from("2026-02-20", merchant);
    var there = Story.from("2026-02-20", merchant);
    String mine = here.subscribe(here.customer("tok_ok"), here.monthly(), "2026-03-01");
    String other = there.subscribe(there.customer("tok_ok"), there.monthly(), "2026-03-01");

    here.on("2026-04-02");

    assertThat(here.bills(mine)).hasSize(2);
    assertThat(there.bills(other)).isEmpty();
    assertThat(there.subscription(other).text("status")).isEqualTo("SCHEDULED");
  }

  @Test
  void itIsForTestKeysOnly() {
    var story = Story.from("2026-03-01");
    Rest live = story.merchant().live();

    live.post("/v1/test-clocks", Map.of("now", "2026-03-01T00:00:00Z"))
        .problem(422, "test_clocks_are_for_test_keys");
    live.get("/v1/test-clocks/" + story.clock()).problem(404, "not_found");
    live.post("/v1/test-clocks/" + story.clock() + "/advance", Map.of("to", "2027-01-01T00:00:00Z"))
        .problem(404, "not_found");
    Answer customer =
        live.post(
            "/v1/customers",
            Map.of("name", "A", "email", "a@example.com", "testClockId", story.clock()));
    assertThat(customer.problem(422, "invalid").pointers()).containsExactly("/testClockId");
    assertThat(live.all("/v1/customers")).isEmpty();
  }

  @Test
  void whileItAdvancesNothingIsChangedAndAfterwardsAllIsDone() {
    var story = Story.from("2026-01-20");
    String plan = story.monthly();
    String customer = story.customer("tok_ok");
    List<String> subscriptions =
        IntStream.range(0, 8)
            .mapToObj(i -> story.subscribe(customer, plan, "2026-02-0" + (i + 1)))
            .toList();
    String first = "/v1/subscriptions/" + subscriptions.getFirst();
    Rest rest = story.rest();
    String clock = "/v1/test-clocks/" + story.clock();
    Answer begun = story.beginTo("2027-02-20T11:00:00Z").expect(202);
    assertThat(begun.text("status")).isEqualTo("ADVANCING");

    List<Answer> refused = new ArrayList<>();
    refused.add(rest.post(first + "/pauses", Map.of("from", "2026-06-01", "to", "2026-06-05")));
    refused.add(rest.put(first + "/cancellation", Map.of("when", "END_OF_PERIOD")));
    refused.add(rest.post(first + "/changes", Map.of("price", 1, "when", "NEXT_PERIOD")));
    refused.add(rest.post(clock + "/advance", Map.of("to", "2028-01-01T00:00:00Z")));
    refused.add(rest.delete(clock));
    refused.add(
        rest.post(
            "/v1/subscriptions",
            Map.of("customerId", customer, "planId", plan, "startDate", "2026-02-01")));
    assertThat(rest.get(clock).text("status")).as("too fast for this test").isEqualTo("ADVANCING");

    assertThat(refused).allSatisfy(answer -> answer.problem(409, "clock_advancing"));
    assertThat(refused).allMatch(answer -> answer.headers().firstValue("Retry-After").isPresent());
    story.awaitReady();
    assertThat(rest.all("/v1/subscriptions")).hasSize(8);
    for (String subscription : subscriptions) {
      assertThat(story.invoices(subscription)).hasSize(13);
      assertThat(story.subscription(subscription).json().get("pauses")).isEmpty();
      assertThat(story.subscription(subscription).json().get("endDate").isNull()).isTrue();
    }
    Books.of(rest).mustAgree();
  }

  @Test
  void removingItEndsAllThatLivesOnIt() {
    var story = Story.from("2026-02-20");
    String running = story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-03-01");
    String planned = story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-06-01");
    story.on("2026-03-02");

    story.rest().delete("/v1/test-clocks/" + story.clock()).expect(204);

    story.rest().get("/v1/test-clocks/" + story.clock()).problem(404, "not_found");
    assertThat(story.rest().all("/v1/test-clocks")).isEmpty();
    for (String subscription : List.of(running, planned)) {
      assertThat(story.subscription(subscription).text("status")).isEqualTo("ENDED");
      assertThat(story.subscription(subscription).json().get("nextBillingDate").isNull()).isTrue();
      assertThat(
              story
                  .rest()
                  .post(
                      "/v1/subscriptions/" + subscription + "/pauses", Map.of("from", "2026-04-01"))
                  .status())
          .isEqualTo(409);
    }
    assertThat(story.bills(running)).hasSize(1);
    Books.of(story.rest()).mustAgree();
  }
}
