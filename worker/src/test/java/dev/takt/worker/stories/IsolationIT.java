package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two merchants never see each other, and neither do a merchant's test and live data. */
class IsolationIT {
  private static World world;
  private static TestMerchant other;

  /** Who knows an id that is not its own. */
  enum Intruder {
    ANOTHER_MERCHANT,
    ANOTHER_MERCHANT_LIVE,
    THE_SAME_MERCHANT_LIVE;

    Rest rest() {
      return switch (this) {
        case ANOTHER_MERCHANT -> other.test();
        case ANOTHER_MERCHANT_LIVE -> other.live();
        case THE_SAME_MERCHANT_LIVE -> world.story().merchant().live();
      };
    }
  }

  @BeforeAll
  static void make() {
    world = World.make();
    other = TestMerchant.open();
  }

  @ParameterizedTest
  @EnumSource
  void noPathWithAnIdAnswersAnybodyElse(Intruder intruder) {
    String before = world.everything();
    List<Answer> answers = new ArrayList<>();
    for (String method : List.of("get", "post", "put", "patch", "delete")) {
      Operations.paths(method).stream()
          .filter(template -> template.contains("{"))
          // Everybody has texts of these names; MessagesIT tells that they are kept apart.
          .filter(template -> !template.startsWith("/v1/message-templates"))
          // And may give a policy a name that another has: see below.
          .filter(template -> !template.startsWith("/v1/dunning-policies"))
          .forEach(template -> answers.addAll(ask(intruder.rest(), method, template)));
    }

    assertThat(answers).hasSizeGreaterThan(30);
    assertThat(answers).allSatisfy(answer -> answer.problem(404, "not_found"));
    assertThat(world.everything()).isEqualTo(before);
  }

  /** With the good body, where it takes one, and for changes as a preview too. */
  private static List<Answer> ask(Rest rest, String method, String template) {
    String body =
        Requests.all(world).stream()
            .filter(r -> r.path().equals(template) && r.method().equalsIgnoreCase(method))
            .map(Requests::json)
            .findFirst()
            .orElse(null);
    String path = world.path(template);
    String verb = method.toUpperCase(java.util.Locale.ROOT);
    Answer plain = rest.send(verb, path, body);
    return template.startsWith("/v1/subscriptions/{id}/") && !method.equals("get")
        ? List.of(plain, rest.send(verb, path + "?preview=true", body))
        : List.of(plain);
  }

  @ParameterizedTest
  @EnumSource
  void listsHoldNothingOfAnybodyElse(Intruder intruder) {
    Rest rest = intruder.rest();
    assertThat(Everything.lists(rest)).isEqualTo(Everything.lists(TestMerchant.open().test()));
    List<String> filtered =
        Stream.of("invoices", "payments", "credit-notes")
            .flatMap(
                list ->
                    Stream.of(
                        "/v1/" + list + "?customerId=" + world.id("customers"),
                        "/v1/" + list + "?subscriptionId=" + world.id("subscriptions")))
            .toList();
    for (String path : filtered) {
      assertThat(rest.all(path)).as(path).isEmpty();
    }
    assertThat(rest.all("/v1/subscriptions?customerId=" + world.id("customers"))).isEmpty();
    assertThat(rest.all("/v1/dunning-cases?customerId=" + world.id("customers"))).isEmpty();
    assertThat(rest.all("/v1/sandbox/charges?customerId=" + world.id("customers"))).isEmpty();
    assertThat(rest.all("/v1/events?subjectId=" + world.id("subscriptions"))).isEmpty();
    assertThat(rest.get("/v1/merchant/api-keys").body()).doesNotContain(world.id("api-keys"));
  }

  @Test
  void whatBelongsToAnotherCannotBeNamedInARequest() {
    var own = Story.from("2026-02-20");
    String customer = own.customer("tok_ok");
    String plan = own.monthly();
    String subscription = own.subscribe(customer, plan, "2026-03-01");
    Map<String, String> start = Map.of("startDate", "2026-03-01");
    String before = Everything.of(own.rest()) + world.everything();

    refused(
        own.rest().post("/v1/subscriptions", and(start, world.id("customers"), plan, null)),
        "/customerId");
    refused(
        own.rest().post("/v1/subscriptions", and(start, customer, world.id("plans"), null)),
        "/planId");
    refused(
        own.rest()
            .post("/v1/subscriptions", and(start, customer, plan, world.id("payment-methods"))),
        "/paymentMethodId");
    refused(
        own.rest()
            .patch(
                "/v1/subscriptions/" + subscription,
                Map.of("paymentMethodId", world.id("payment-methods"))),
        "/paymentMethodId");
    refused(
        own.rest()
            .post(
                "/v1/subscriptions/" + subscription + "/changes",
                Map.of("planId", world.id("plans"), "when", "NEXT_PERIOD")),
        "/planId");
    refused(
        own.rest()
            .post(
                "/v1/customers",
                Map.of(
                    "name", "A", "email", "a@example.com", "testClockId", world.id("test-clocks"))),
        "/testClockId");

    assertThat(Everything.of(own.rest()) + world.everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void policiesOfOneNameAreKeptApart(Intruder intruder) {
    String path = world.path("/v1/dunning-policies/{name}");
    String before = world.everything();
    intruder.rest().get(path).problem(404, "not_found");

    intruder.rest().put(path, Map.of("appliesTo", Map.of("segment", "gold"))).expect(200);

    assertThat(world.everything()).isEqualTo(before);
  }

  private static Map<String, Object> and(
      Map<String, String> start, String customer, String plan, String method) {
    Map<String, Object> request = new java.util.HashMap<>(start);
    request.put("customerId", customer);
    request.put("planId", plan);
    if (method != null) {
      request.put("paymentMethodId", method);
    }
    return request;
  }

  private static void refused(Answer answer, String pointer) {
    assertThat(answer.problem(422, "invalid").pointers()).containsExactly(pointer);
  }
}
