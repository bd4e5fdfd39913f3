package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A request was carried out and its answer was lost, to a 503 or a death: whoever asks again with
 * the same key is told that it is done, not that it can't be done, and it is not done twice.
 */
class LostAnswersIT {

  /** Something that changes something, by its template in the OpenAPI document. */
  record Operation(String method, String path) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** A secret that nobody was told cannot be told again: another takes its place. */
  private static final Set<String> MAKE_SECRETS =
      Set.of("POST /v1/merchant/api-keys", "POST /v1/webhook-endpoints/{id}/rotate-secret");

  /** They ask for one more sending, of what receivers know by its id; WebhooksIT has them. */
  private static final Set<String> SEND_AGAIN =
      Set.of(
          "POST /v1/webhook-endpoints/{endpointId}/replay",
          "POST /v1/webhook-endpoints/{endpointId}/deliveries/{id}/repeat");

  /** Its body is a bank's file; BankFilesIT sends the same one again. */
  private static final Set<String> TAKE_A_FILE = Set.of("POST /v1/bank-statements");

  static Stream<Operation> operations() {
    return Stream.of("POST", "PUT", "PATCH", "DELETE")
        .flatMap(
            method ->
                Operations.paths(method.toLowerCase(Locale.ROOT)).stream()
                    .map(path -> new Operation(method, path)))
        .filter(operation -> !SEND_AGAIN.contains(operation.toString()))
        .filter(operation -> !TAKE_A_FILE.contains(operation.toString()));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void isToldAgainThatItIsDone(Operation operation) {
    World world = World.make();
    prepare(world, operation);
    Rest rest = operation.path().equals("/v1/merchants") ? Rest.operator() : world.rest();
    String path = path(world, operation);
    String body = body(world, operation);
    String key = UUID.randomUUID().toString();
    Answer first = rest.send(operation.method(), path, body, "Idempotency-Key", key).good();
    String before = Everything.of(world.rest());
    loseAnswer(key);

    Answer again = rest.send(operation.method(), path, body, "Idempotency-Key", key);

    assertThat(again.headers().firstValue("Idempotent-Replayed")).isEmpty();
    again.good();
    assertThat(idOf(again)).isEqualTo(idOf(first));
    if (!MAKE_SECRETS.contains(operation.toString())) {
      assertThat(Everything.of(world.rest())).isEqualTo(before);
    }
    Books.of(world.rest()).mustAgreeSoFar();
  }

  /** What it did stands in its own way more than elsewhere: nobody is there any more to ask. */
  @Test
  void isToldAgainThatTheSubscriptionHasEnded() {
    World world = World.make();
    String path = world.path("/v1/subscriptions/{id}/cancellation");
    String now = "{\"when\": \"IMMEDIATELY\"}";
    Answer first = world.rest().send("PUT", path, now, "Idempotency-Key", "end").good();
    loseAnswer("end");

    Answer again = world.rest().send("PUT", path, now, "Idempotency-Key", "end").good();

    assertThat(first.text("status")).isEqualTo("ENDED");
    assertThat(again.body()).isEqualTo(first.body());
    Books.of(world.rest()).mustAgreeSoFar();
  }

  /** Nobody has the one of the lost answer, so it must not be there for ever. */
  @Test
  void aKeyThatNobodyWasToldIsReplaced() {
    Rest rest = TestMerchant.open().test();
    String path = "/v1/merchant/api-keys";
    Answer first = rest.send("POST", path, "{}", "Idempotency-Key", "lost").expect(201);
    loseAnswer("lost");

    Answer again = rest.send("POST", path, "{}", "Idempotency-Key", "lost").expect(201);

    assertThat(rest.get(path).expect(200).json().path("data")).hasSize(2);
    Rest.with(again.text("apiKey")).get("/v1/merchant").expect(200);
    Rest.with(first.text("apiKey")).get("/v1/merchant").problem(401, "unauthorized");
  }

  /** The receiver knows the one before both: deliveries go on being signed with that. */
  @Test
  void aSecretThatNobodyWasToldDoesNotPushOutTheOneBefore() throws Exception {
    try (var receiver = Receiver.thatAnswers(204)) {
      var story = Story.from("2026-02-20");
      Answer made =
          story.rest().post("/v1/webhook-endpoints", Map.of("url", receiver.url())).expect(201);
      String path = "/v1/webhook-endpoints/" + made.id() + "/rotate-secret";
      story.rest().send("POST", path, "{}", "Idempotency-Key", "rotate").good();
      loseAnswer("rotate");

      Answer again = story.rest().send("POST", path, "{}", "Idempotency-Key", "rotate").good();
      story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-02-20");

      Receiver.Post post = receiver.await(1).getFirst();
      new Webhook(made.text("secret")).verify(post.body(), post.headers());
      new Webhook(again.text("secret")).verify(post.body(), post.headers());
    }
  }

  /** What must be so that it can be asked for. */
  private static void prepare(World world, Operation operation) {
    switch (operation.toString()) {
      case "POST /v1/dunning-cases/{id}/resume" ->
          world
              .rest()
              .post(world.path("/v1/dunning-cases/{id}/hold"), Map.of("until", "2026-04-01"))
              .good();
      case "POST /v1/bank-entries/{id}/unmatch" ->
          world
              .rest()
              .post(
                  world.path("/v1/bank-entries/{id}/match"),
                  Map.of("customerId", world.id("customers")))
              .good();
      case "DELETE /v1/subscriptions/{id}/cancellation" ->
          world
              .rest()
              .put(world.path(operation.path()), Map.of("when", "ON_DATE", "date", "2026-12-01"))
              .good();
      default -> {}
    }
  }

  private static String path(World world, Operation operation) {
    // Who has a subscription must be kept.
    return operation.path().endsWith("/personal-data")
        ? "/v1/customers/" + world.story().customer() + "/personal-data"
        : world.path(operation.path());
  }

  private static String body(World world, Operation operation) {
    return Requests.all(world).stream()
        .filter(its -> its.toString().equals(operation.toString()))
        .map(Requests::json)
        .findFirst()
        .orElse(null);
  }

  private static String idOf(Answer answer) {
    return answer.body().isEmpty() ? "" : answer.text("id");
  }

  /** As it is after an answer that may be asked for again. */
  private static void loseAnswer(String key) {
    int lost =
        OneTakt.database()
            .sql("update idempotency_key set status = 503, body = null where key = :key")
            .param("key", key)
            .update();
    assertThat(lost).isEqualTo(1);
  }
}
