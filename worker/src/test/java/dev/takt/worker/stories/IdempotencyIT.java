package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The same request with the same key is carried out once. */
class IdempotencyIT {

  @Test
  void twentyAtOnceMakeOneSubscription() throws Exception {
    var story = Story.from("2026-03-01");
    String customer = story.customer("tok_ok");
    String body =
        Answer.JSON.writeValueAsString(
            Map.of("customerId", customer, "planId", story.monthly(), "startDate", "2026-03-01"));

    List<Answer> answers = atOnce(20, story.rest(), "/v1/subscriptions", body, "sign-up-1");

    assertThat(story.rest().all("/v1/subscriptions")).hasSize(1);
    assertThat(story.rest().all("/v1/invoices")).hasSize(1);
    assertThat(story.charges(customer)).hasSize(1);
    // Whoever came while the first was running may have been told so.
    assertThat(answers.stream().map(Answer::status)).containsAnyOf(201).isSubsetOf(201, 409);
    assertThat(answers.stream().filter(a -> a.status() == 201).map(Answer::body).distinct())
        .hasSize(1);
    assertThat(answers.stream().filter(a -> a.status() == 409))
        .allSatisfy(answer -> answer.problem(409, "idempotency_key_in_progress"));
    Answer later = post(story.rest(), "/v1/subscriptions", body, "sign-up-1").expect(201);
    assertThat(later.body()).isEqualTo(first(answers).body());
    assertThat(later.headers().firstValue("Idempotent-Replayed")).hasValue("true");
  }

  @Test
  void aReplayIsByteEqualWhateverIsMade() {
    var story = Story.from("2026-02-20");
    String customer = story.customer("tok_ok");
    String plan = story.monthly();
    String subscription =
        story.subscribe(customer, plan, "2026-03-01", Map.of("collection", "INVOICE"));
    story.on("2026-03-05");
    String invoice = story.invoices(subscription).getFirst().get("id").asString();
    Map<String, Map<String, ?>> requests =
        Map.of(
            "/v1/customers",
            Map.of("name", "Ida", "email", "ida@example.com"),
            "/v1/plans",
            Map.of("code", "b", "name", "B", "unit", "YEAR", "price", 1, "currency", "DKK"),
            "/v1/customers/" + customer + "/payment-methods",
            Map.of("gateway", "sandbox", "token", "tok_ok"),
            "/v1/subscriptions/" + subscription + "/pauses",
            Map.of("from", "2026-05-01", "to", "2026-05-10"),
            "/v1/invoices/" + invoice + "/payments",
            Map.of("amount", 1_000, "receivedOn", "2026-03-04"),
            "/v1/test-clocks",
            Map.of("now", "2026-01-01T00:00:00Z"),
            "/v1/merchant/api-keys",
            Map.of("name", "second"));

    requests.forEach(
        (path, request) -> {
          String body = Answer.JSON.writeValueAsString(request);
          Answer made = post(story.rest(), path, body, "key of " + path).expect(201);
          String before = Everything.of(story.rest());

          Answer again = post(story.rest(), path, body, "key of " + path).expect(201);

          assertThat(again.body()).as(path).isEqualTo(made.body());
          assertThat(again.type()).as(path).isEqualTo(made.type());
          post(story.rest(), path, body.replace("}", ",\"x\":1}"), "key of " + path)
              .problem(422, "idempotency_key_reused");
          assertThat(Everything.of(story.rest())).as(path).isEqualTo(before);
        });
  }

  @Test
  void bankPaymentsSentTwentyTimesAreBookedOnce() throws Exception {
    var story = Story.from("2026-02-20");
    String subscription =
        story.subscribe(
            story.customer(), story.monthly(), "2026-03-01", Map.of("collection", "INVOICE"));
    story.on("2026-03-05");
    String invoice = "/v1/invoices/" + story.invoices(subscription).getFirst().get("id").asString();
    String body = "{\"amount\": 1000, \"receivedOn\": \"2026-03-04\"}";

    atOnce(20, story.rest(), invoice + "/payments", body, "statement-1");

    assertThat(story.rest().get(invoice).number("amountPaid")).isEqualTo(1_000);
    assertThat(story.rest().all("/v1/payments")).hasSize(1);
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void aKeyIsTheMerchantsOwn() {
    var one = TestMerchant.open();
    var other = TestMerchant.open();
    String body = "{\"name\": \"Ida\", \"email\": \"ida@example.com\"}";

    Answer first = post(one.test(), "/v1/customers", body, "k").expect(201);
    Answer second = post(other.test(), "/v1/customers", body, "k").expect(201);
    Answer third = post(one.live(), "/v1/customers", body, "k").expect(201);

    assertThat(List.of(first.id(), second.id(), third.id())).doesNotHaveDuplicates();
  }

  private static Answer first(List<Answer> answers) {
    return answers.stream().filter(answer -> answer.status() == 201).findFirst().orElseThrow();
  }

  private static Answer post(Rest rest, String path, String body, String key) {
    return rest.send("POST", path, body, "Idempotency-Key", key);
  }

  private static List<Answer> atOnce(int times, Rest rest, String path, String body, String key)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          IntStream.range(0, times)
              .mapToObj(i -> threads.submit(() -> post(rest, path, body, key)))
              .toList();
      List<Answer> done = new java.util.ArrayList<>();
      for (Future<Answer> answer : answers) {
        done.add(answer.get());
      }
      return done;
    }
  }
}
