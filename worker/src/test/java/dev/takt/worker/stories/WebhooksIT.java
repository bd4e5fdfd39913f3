package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.takt.activities.webhooks.WebhookDispatcher;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Merchants' programs are told of events: signed, at least once, whoever else fails. */
class WebhooksIT {

  private static Answer add(Rest rest, String url, String... types) {
    return rest.post(
            "/v1/webhook-endpoints",
            Map.of("url", url, "types", types.length == 0 ? List.of("*") : List.of(types)))
        .expect(201);
  }

  private static List<JsonNode> deliveries(Rest rest, String endpoint) {
    return rest.all("/v1/webhook-endpoints/" + endpoint + "/deliveries");
  }

  private static JsonNode delivery(Rest rest, String endpoint, String event) {
    return deliveries(rest, endpoint).stream()
        .filter(d -> d.get("id").asString().equals(event))
        .findFirst()
        .orElseThrow();
  }

  private static void awaitStatus(Rest rest, String endpoint, String event, String status) {
    Receiver.until(
        () -> delivery(rest, endpoint, event).get("status").asString().equals(status),
        event + " did not become " + status);
  }

  private static List<String> events(Rest rest) {
    return rest.all("/v1/events").stream().map(e -> e.get("id").asString()).toList();
  }

  /** Things happen: a subscription is signed up and billed once. */
  private static String happen(Story story) {
    String subscription = story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-03-01");
    story.on("2026-03-02");
    return subscription;
  }

  @Test
  void eachEventArrivesSignedAndInTheOrderOfItsSubject() throws Exception {
    var story = Story.from("2026-02-20");
    try (var receiver = Receiver.thatAnswers(204)) {
      String secret = add(story.rest(), receiver.url()).text("secret");
      happen(story);
      List<String> events = events(story.rest());
      assertThat(events).hasSizeGreaterThan(4);

      receiver.await(events.size());

      assertThat(receiver.ids()).containsExactlyInAnyOrderElementsOf(events);
      Map<String, Integer> told = new HashMap<>();
      for (Receiver.Post post : receiver.posts()) {
        new Webhook(secret).verify(post.body(), post.headers());
        assertThat(post.header("content-type")).startsWith("application/json");
        JsonNode body = post.json();
        assertThat(body.get("id").asString()).isEqualTo(post.id());
        assertThat(body.get("merchantId").asString()).isEqualTo(story.merchant().id());
        assertThat(body.get("live").asBoolean()).isFalse();
        int sequence = body.get("sequence").asInt();
        assertThat(sequence)
            .isEqualTo(told.merge(body.get("subjectId").asString(), 1, Integer::sum));
        // Nothing personal: customers are called Kunde here.
        assertThat(post.body()).doesNotContain("Kunde", "@example.com");
      }
      JsonNode first = story.rest().all("/v1/events").getFirst();
      JsonNode sent =
          receiver.posts().stream()
              .filter(post -> post.id().equals(first.get("id").asString()))
              .findFirst()
              .orElseThrow()
              .json();
      for (String field : List.of("type", "subjectId", "sequence", "occurredAt", "data")) {
        assertThat(sent.get(field)).isEqualTo(first.get(field));
      }
      assertThat(sent.get("timestamp")).isEqualTo(first.get("occurredAt"));
    }
  }

  @Test
  void onlyTheWantedTypesAreSentAndOnlyToTheirMerchant() {
    var story = Story.from("2026-02-20");
    var other = TestMerchant.open();
    try (var all = Receiver.thatAnswers(204);
        var invoices = Receiver.thatAnswers(204);
        var paid = Receiver.thatAnswers(204);
        var strangers = Receiver.thatAnswers(204)) {
      add(other.test(), strangers.url());
      add(story.merchant().live(), strangers.url());
      add(story.rest(), invoices.url(), "invoice.*");
      add(story.rest(), paid.url(), "invoice.paid", "card.expired");
      add(story.rest(), all.url());
      happen(story);

      all.await(events(story.rest()).size());
      invoices.await(2);
      paid.await(1);

      assertThat(invoices.posts().stream().map(p -> p.json().get("type").asString()))
          .containsExactly("invoice.issued", "invoice.paid");
      assertThat(paid.posts().stream().map(p -> p.json().get("type").asString()))
          .containsExactly("invoice.paid");
      assertThat(strangers.posts()).isEmpty();
    }
  }

  @Test
  void oneThatHangsHoldsUpNoOther() throws Exception {
    var story = Story.from("2026-02-20");
    var over = new CountDownLatch(1);
    try (var hanging =
            Receiver.thatAnswers(
                (_, exchange) -> {
                  over.await();
                  exchange.sendResponseHeaders(204, -1);
                });
        var well = Receiver.thatAnswers(204)) {
      String hung = add(story.rest(), hanging.url()).id();
      add(story.rest(), well.url());
      happen(story);
      List<String> events = events(story.rest());

      hanging.await(1);
      well.await(events.size());

      // It is still hanging: not one was delivered to it.
      assertThat(deliveries(story.rest(), hung))
          .allSatisfy(d -> assertThat(d.get("status").asString()).isEqualTo("PENDING"));
      over.countDown();
      Receiver.until(
          () -> new HashSet<>(hanging.ids()).containsAll(events), "not all came when it woke");
    } finally {
      over.countDown();
    }
  }

  @Test
  void whatFailsIsTriedAgainAndHoldsBackNothingThatCameLater() {
    var story = Story.from("2026-02-20");
    var answered = new AtomicInteger();
    try (var receiver =
        Receiver.thatAnswers(
            (_, exchange) ->
                exchange.sendResponseHeaders(answered.incrementAndGet() == 1 ? 500 : 200, -1))) {
      String endpoint = add(story.rest(), receiver.url(), "invoice.*").id();
      happen(story);

      List<Receiver.Post> posts = receiver.await(3);

      // issued (500), paid, and issued again: the same event, with a signature of its own.
      assertThat(posts.get(0).json().get("type").asString()).isEqualTo("invoice.issued");
      assertThat(posts.get(1).json().get("type").asString()).isEqualTo("invoice.paid");
      assertThat(posts.get(2).id()).isEqualTo(posts.get(0).id());
      awaitStatus(story.rest(), endpoint, posts.getFirst().id(), "DELIVERED");
      JsonNode told = delivery(story.rest(), endpoint, posts.getFirst().id());
      assertThat(told.get("attempts").asInt()).isEqualTo(2);
      assertThat(told.get("lastStatus").asInt()).isEqualTo(200);
      assertThat(
              story.rest().get("/v1/webhook-endpoints/" + endpoint).expect(200).number("failures"))
          .isZero();
    }
  }

  @Test
  void oneThatIsGoneIsLeftAlone() {
    var story = Story.from("2026-02-20");
    try (var receiver = Receiver.thatAnswers(410)) {
      String endpoint = add(story.rest(), receiver.url(), "invoice.*").id();
      String path = "/v1/webhook-endpoints/" + endpoint;
      happen(story);
      Receiver.until(
          () -> story.rest().get(path).text("enabled").equals("false"), "it is still enabled");

      assertThat(story.rest().get(path).text("disabledBecause")).contains("410");
      assertThat(receiver.posts()).hasSize(1);
      assertThat(deliveries(story.rest(), endpoint).stream().map(d -> d.get("status").asString()))
          .containsExactly("FAILED", "CANCELLED");
      story
          .rest()
          .post(path + "/deliveries/" + receiver.ids().getFirst() + "/repeat", Map.of())
          .problem(409, "endpoint_disabled");
      // What happens meanwhile is not noted for it.
      story.on("2026-04-02");
      assertThat(deliveries(story.rest(), endpoint)).hasSize(2);
    }
  }

  @Test
  void aDeliveryIsRepeatedOnDemandAndEventsAreReplayedFromOneOrFromATimeOn() {
    var story = Story.from("2026-02-20");
    Rest rest = story.rest();
    Instant before = Instant.now().minusSeconds(1);
    happen(story);
    List<String> events = events(rest);
    try (var receiver = Receiver.thatAnswers(204)) {
      String endpoint = add(rest, receiver.url()).id();
      String path = "/v1/webhook-endpoints/" + endpoint;
      assertThat(deliveries(rest, endpoint)).isEmpty();

      Answer replay = rest.post(path + "/replay", Map.of("fromEventId", events.get(2))).expect(202);

      assertThat(replay.number("deliveries")).isEqualTo(events.size() - 2);
      receiver.await(events.size() - 2);
      assertThat(receiver.ids())
          .containsExactlyInAnyOrderElementsOf(events.subList(2, events.size()));

      rest.post(path + "/replay", Map.of("from", before.toString())).expect(202);
      receiver.await(events.size() - 2 + events.size());
      events.forEach(event -> awaitStatus(rest, endpoint, event, "DELIVERED"));

      int sent = receiver.posts().size();
      rest.post(path + "/deliveries/" + events.getFirst() + "/repeat", Map.of()).expect(202);
      assertThat(receiver.await(sent + 1).get(sent).id()).isEqualTo(events.getFirst());
      awaitStatus(rest, endpoint, events.getFirst(), "DELIVERED");
      assertThat(rest.all(path + "/deliveries?status=DELIVERED")).hasSize(events.size());
      assertThat(rest.all(path + "/deliveries?status=FAILED")).isEmpty();

      rest.post(path + "/replay", Map.of("from", Instant.now().plusSeconds(60).toString()))
          .expect(202);
      rest.post(path + "/deliveries/evt_nothing/repeat", Map.of()).problem(404, "not_found");
      assertThat(
              rest.post(path + "/replay", Map.of("fromEventId", "evt_nothing"))
                  .problem(422, "invalid")
                  .pointers())
          .containsExactly("/fromEventId");
    }
  }

  @Test
  void whileASecretIsRotatedBothSign() throws Exception {
    var story = Story.from("2026-02-20");
    try (var receiver = Receiver.thatAnswers(204)) {
      Answer made = add(story.rest(), receiver.url(), "invoice.issued");
      String path = "/v1/webhook-endpoints/" + made.id();
      String old = made.text("secret");
      String next = story.rest().post(path + "/rotate-secret", Map.of()).expect(200).text("secret");
      assertThat(next).isNotEqualTo(old);
      happen(story);
      Receiver.Post both = receiver.await(1).getFirst();

      assertThat(both.header("webhook-signature").split(" ")).hasSize(2);
      new Webhook(old).verify(both.body(), both.headers());
      new Webhook(next).verify(both.body(), both.headers());

      // At once: the old one no longer counts.
      String last =
          story
              .rest()
              .post(path + "/rotate-secret", Map.of("overlapHours", 0))
              .expect(200)
              .text("secret");
      story.on("2026-04-02");
      Receiver.Post one = receiver.await(2).getLast();
      new Webhook(last).verify(one.body(), one.headers());
      assertThatThrownBy(() -> new Webhook(next).verify(one.body(), one.headers()))
          .isInstanceOf(WebhookVerificationException.class);
    }
  }

  @Test
  void aSecretIsShownOnceAndIsInTheDatabaseOnlyEncrypted() {
    var story = Story.from("2026-02-20");
    Rest rest = story.rest();
    Answer made = add(rest, "https://example.com/takt");
    String path = "/v1/webhook-endpoints/" + made.id();
    String secret = made.text("secret");
    assertThat(secret).startsWith("whsec_");

    assertThat(rest.get(path).body() + rest.get("/v1/webhook-endpoints").body())
        .contains(made.id())
        .doesNotContain("whsec_", "secret\":");
    assertThat(rest.patch(path, Map.of("types", List.of("card.*"))).expect(200).body())
        .doesNotContain("whsec_");
    byte[] kept =
        OneTakt.bean(JdbcClient.class)
            .sql("select secret from webhook_endpoint where id = ?")
            .param(made.id())
            .query(byte[].class)
            .single();
    assertThat(new String(kept, StandardCharsets.ISO_8859_1))
        .doesNotContain(secret.substring(6, 20));

    rest.delete(path).expect(204);
    rest.get(path).problem(404, "not_found");
  }

  @Test
  void aRestartLosesNothing() throws Exception {
    var story = Story.from("2026-02-20");
    var dispatcher = OneTakt.bean(WebhookDispatcher.class);
    var hang = new CountDownLatch(1);
    try (var receiver =
        Receiver.thatAnswers(
            (_, exchange) -> {
              if (hang.getCount() > 0) {
                hang.await();
              }
              exchange.sendResponseHeaders(204, -1);
            })) {
      String endpoint = add(story.rest(), receiver.url()).id();
      story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-03-01");
      receiver.await(1);

      // Stopped in the middle of an attempt; more happens while nobody sends.
      dispatcher.stop();
      hang.countDown();
      story.on("2026-04-02");
      List<String> events = events(story.rest());
      int before = receiver.posts().size();
      assertThat(before).isLessThan(events.size());
      dispatcher.start();

      Receiver.until(() -> new HashSet<>(receiver.ids()).containsAll(events), "some were lost");
      events.forEach(event -> awaitStatus(story.rest(), endpoint, event, "DELIVERED"));
    } finally {
      hang.countDown();
      if (!dispatcher.isRunning()) {
        dispatcher.start();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://192.168.1.1/",
        "http://[::ffff:169.254.169.254]/", "http://[fd00:ec2::254]/", "http://0.0.0.0/",
        "http://2852039166/", "http://[64:ff9b::a9fe:a9fe]/"
      })
  void noneIsSentToAPrivateAddress(String url) {
    var story = Story.from("2026-02-20");
    String endpoint = add(story.rest(), url, "subscription.created").id();
    story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-03-01");

    Receiver.until(
        () -> deliveries(story.rest(), endpoint).getFirst().get("attempts").asInt() > 0,
        "it was not tried");

    assertThat(deliveries(story.rest(), endpoint).getFirst().get("problem").asString())
        .contains("private or reserved");
  }

  @Test
  void aRedirectIsNotFollowed() {
    var story = Story.from("2026-02-20");
    try (var receiver =
        Receiver.thatAnswers(
            (_, exchange) -> {
              exchange.getResponseHeaders().add("Location", "/elsewhere");
              exchange.sendResponseHeaders(307, -1);
            })) {
      String endpoint = add(story.rest(), receiver.url(), "subscription.created").id();
      story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-03-01");
      Receiver.until(
          () -> !deliveries(story.rest(), endpoint).getFirst().get("lastStatus").isNull(),
          "it was not tried");

      assertThat(deliveries(story.rest(), endpoint).getFirst().get("lastStatus").asInt())
          .isEqualTo(307);
      assertThat(receiver.posts()).allSatisfy(p -> assertThat(p.path()).isEqualTo("/hooks"));
    }
  }

  @Test
  void whatCannotBeAnEndpointIsRefused() {
    Rest rest = TestMerchant.open().test();
    for (String url :
        List.of(
            "ftp://example.com/",
            "example.com",
            "https://",
            "https://user:word@example.com/",
            "https://example.com/#part",
            "file:///etc/passwd",
            "https://example.com:70000/")) {
      assertThat(
              rest.post("/v1/webhook-endpoints", Map.of("url", url))
                  .problem(422, "invalid")
                  .pointers())
          .as(url)
          .contains("/url");
    }
    for (int i = 0; i < 20; i++) {
      add(rest, "https://example.com/" + i);
    }
    rest.post("/v1/webhook-endpoints", Map.of("url", "https://example.com/"))
        .problem(422, "too_many_endpoints");
  }
}
