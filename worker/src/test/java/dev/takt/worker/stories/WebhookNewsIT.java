package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * What support tools and CRM systems hear of a debt and of a card, and for how long they may be
 * away.
 */
class WebhookNewsIT {

  private static final JsonNode DOCUMENT = Rest.with("").get("/v3/api-docs").expect(200).json();

  private static Answer add(Story story, Receiver receiver, String... types) {
    return story
        .rest()
        .post("/v1/webhook-endpoints", Map.of("url", receiver.url(), "types", List.of(types)))
        .expect(201);
  }

  private static List<String> types(Receiver receiver) {
    return receiver.posts().stream().map(post -> post.json().get("type").asString()).toList();
  }

  /** Waits for all events of these kinds, and holds each post against its signature. */
  private static void awaitAll(Story story, Receiver receiver, String secret) throws Exception {
    List<String> wanted =
        story.rest().all("/v1/events").stream().map(event -> event.get("id").asString()).toList();
    Receiver.until(() -> receiver.ids().containsAll(wanted), "not all came");
    Map<String, Integer> told = new HashMap<>();
    for (Receiver.Post post : receiver.posts()) {
      new Webhook(secret).verify(post.body(), post.headers());
      JsonNode body = post.json();
      assertThat(body.get("sequence").asInt())
          .isEqualTo(told.merge(body.get("subjectId").asString(), 1, Integer::sum));
      assertIsAsDocumented(body);
      assertThat(post.body()).doesNotContain("Kunde", "@example.com", "/pay/");
    }
  }

  private static void assertIsAsDocumented(JsonNode body) {
    String type = body.get("type").asString();
    JsonNode schema =
        DOCUMENT
            .get("webhooks")
            .path(type)
            .at("/post/requestBody/content/application~1json/schema");
    assertThat(fields(body)).as(type).isEqualTo(fields(schema.get("properties")));
    JsonNode data = DOCUMENT.at(schema.at("/properties/data/$ref").asString().substring(1));
    assertThat(fields(data.get("properties"))).as(type).containsAll(fields(body.get("data")));
    assertThat(fields(body.get("data")))
        .as(type)
        .containsAll(data.get("required").valueStream().map(JsonNode::asString).toList());
    body.get("data")
        .forEachEntry(
            (field, value) ->
                assertThat(data.at("/properties/" + field + "/type").toString())
                    .as(type + " " + field)
                    .contains(
                        value.isIntegralNumber()
                            ? "integer"
                            : value.isBoolean() ? "boolean" : "string"));
  }

  private static Set<String> fields(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.forEachEntry((name, _) -> names.add(name));
    return names;
  }

  @Test
  void ofADebtEveryStepIsToldAsItIsDone() throws Exception {
    var story = Story.from("2026-02-20");
    try (var receiver = Receiver.thatAnswers(204)) {
      String secret = add(story, receiver, "*").text("secret");
      String customer = story.customer("tok_insufficient_funds");
      String subscription = story.subscribe(customer, story.monthly(), "2026-03-01");
      story.on("2026-03-05");
      story.card(customer, "tok_ok");
      story.on("2026-03-06");
      awaitAll(story, receiver, secret);

      assertThat(types(receiver))
          .contains(
              "invoice.issued",
              "payment.declined",
              "dunning.opened",
              "dunning.step_done",
              "message.sent",
              "card.updated",
              "payment.succeeded",
              "invoice.paid",
              "dunning.recovered");
      String invoice = story.invoices(subscription).getFirst().get("id").asString();
      JsonNode theCase =
          story.rest().get("/v1/dunning-cases?invoiceId=" + invoice).json().at("/data/0");
      List<JsonNode> ofTheCase =
          receiver.posts().stream()
              .map(Receiver.Post::json)
              .filter(body -> body.get("subjectId").equals(theCase.get("id")))
              .toList();
      assertThat(ofTheCase.getFirst().get("type").asString()).isEqualTo("dunning.opened");
      assertThat(ofTheCase)
          .allSatisfy(body -> assertThat(body.at("/data/invoiceId").asString()).isEqualTo(invoice))
          .extracting(body -> body.get("type").asString())
          .containsOnlyOnce("dunning.opened", "dunning.recovered");
      // Each message is told once, and each that is told can be read.
      List<String> sent =
          receiver.posts().stream()
              .filter(post -> post.json().get("type").asString().equals("message.sent"))
              .map(post -> post.json().at("/data/messageId").asString())
              .toList();
      assertThat(sent).isNotEmpty().doesNotHaveDuplicates();
      sent.forEach(id -> story.rest().get("/v1/messages/" + id).expect(200));
    }
  }

  @Test
  void ofACardItIsToldThatItExpiresThatItHasAndThatThereIsAnother() throws Exception {
    var story = Story.from("2026-02-20");
    try (var receiver = Receiver.thatAnswers(204)) {
      String secret = add(story, receiver, "*").text("secret");
      String customer = story.customer("tok_exp_0426");
      story.subscribe(customer, story.monthly(), "2026-03-15");
      story.on("2026-05-02");
      story.card(customer, "tok_ok");
      awaitAll(story, receiver, secret);

      assertThat(types(receiver).stream().filter(type -> type.startsWith("card.")))
          // Two cards are two subjects: news of one does not wait for news of the other.
          .containsExactlyInAnyOrder("card.expiring", "card.expired", "card.updated");
      assertThat(types(receiver).stream().filter("message.sent"::equals)).hasSize(2);
    }
  }

  /** Ten attempts over three days; the days are taken out of the table. */
  @Test
  void aReceiverMayBeAwayForDaysAndHearItAllWhenItIsBack() {
    var story = Story.from("2026-02-20");
    var status = new AtomicInteger(500);
    try (var receiver =
        Receiver.thatAnswers((_, exchange) -> exchange.sendResponseHeaders(status.get(), -1))) {
      String endpoint = add(story, receiver, "subscription.created").id();
      story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-03-01");
      List<Duration> gaps =
          List.of(
              Duration.ofSeconds(5),
              Duration.ofMinutes(5),
              Duration.ofMinutes(30),
              Duration.ofHours(2),
              Duration.ofHours(5),
              Duration.ofHours(10),
              Duration.ofHours(14),
              Duration.ofHours(20),
              Duration.ofHours(24));
      for (int attempt = 1; attempt <= gaps.size(); attempt++) {
        awaitAttempts(endpoint, attempt);
        assertThat(row(endpoint).get("status")).isEqualTo("PENDING");
        Duration gap = Duration.ofSeconds(((Number) row(endpoint).get("gap")).longValue());
        Duration least = gaps.get(attempt - 1);
        assertThat(gap).isBetween(least.minusSeconds(2), least.multipliedBy(11).dividedBy(10));
        dueNow(endpoint);
      }
      awaitAttempts(endpoint, 10);
      assertThat(row(endpoint).get("status")).isEqualTo("FAILED");
      assertThat(receiver.ids()).hasSize(10).containsOnly(receiver.ids().getFirst());

      status.set(204);
      String path = "/v1/webhook-endpoints/" + endpoint;
      story
          .rest()
          .post(path + "/deliveries/" + receiver.ids().getFirst() + "/repeat", Map.of())
          .expect(202);
      Receiver.until(() -> row(endpoint).get("status").equals("DELIVERED"), "it did not come");
      assertThat(story.rest().get(path).expect(200).number("failures")).isZero();
    }
  }

  @Test
  void oneThatAnswersByteByByteHoldsUpNoOther() {
    var story = Story.from("2026-02-20");
    try (var trickling =
            Receiver.thatAnswers(
                (_, exchange) -> {
                  exchange.sendResponseHeaders(500, 0);
                  while (true) {
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                    TimeUnit.MILLISECONDS.sleep(300);
                  }
                });
        var well = Receiver.thatAnswers(204)) {
      String slow = add(story, trickling, "*").id();
      add(story, well, "*");
      story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-03-01");
      story.on("2026-04-02");
      List<JsonNode> events = story.rest().all("/v1/events");
      well.await(events.size());

      assertThat(story.rest().all("/v1/webhook-endpoints/" + slow + "/deliveries"))
          .noneSatisfy(d -> assertThat(d.get("status").asString()).isEqualTo("DELIVERED"));
      Receiver.until(
          () -> story.rest().get("/v1/webhook-endpoints/" + slow).number("failures") > 0,
          "nobody hung up on it");
    }
  }

  private static void awaitAttempts(String endpoint, int attempts) {
    Receiver.until(
        () -> ((Number) row(endpoint).get("attempts")).intValue() == attempts,
        "there was no attempt " + attempts);
  }

  private static Map<String, Object> row(String endpoint) {
    return OneTakt.bean(JdbcClient.class)
        .sql(
            """
            select status, attempts, extract(epoch from due_at - attempted_at) as gap
            from webhook_delivery where endpoint_id = ?
            """)
        .param(endpoint)
        .query()
        .singleRow();
  }

  private static void dueNow(String endpoint) {
    OneTakt.bean(JdbcClient.class)
        .sql("update webhook_delivery set due_at = now() where endpoint_id = ?")
        .param(endpoint)
        .update();
  }
}
