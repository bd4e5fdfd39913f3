package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes no sense is refused with the field that makes none, and nothing of it is kept. */
class BadInputIT {
  /** A surrogate without the other: no character at all. */
  private static final String HALF_A_PAIR = "\ud800";

  private static World world;

  @BeforeAll
  static void make() {
    world = World.make();
  }

  static List<Requests> requests() {
    return Requests.all(world);
  }

  /** So that a new endpoint cannot be left out. */
  @Test
  void everyRequestWithABodyIsInTheTable() {
    Set<String> inTheTable = new TreeSet<>(requests().stream().map(Requests::toString).toList());
    Set<String> served = new TreeSet<>();
    for (String method : List.of("post", "put", "patch")) {
      Operations.pathsWithBody(method)
          .forEach(path -> served.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path));
    }
    assertThat(inTheTable).isEqualTo(served);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void whoeverHasNoKeyIsNobody(Requests request) {
    for (String key : List.of("", "sk_test_x", "op_demo", "sk_live_" + "0".repeat(64))) {
      Rest.with(key)
          .send(request.method(), path(request), request.json())
          .problem(401, "unauthorized");
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void whatIsNoJsonOrNotThisIsRefused(Requests request) {
    String before = world.everything();
    String good = request.json();

    if (!request.bodyIsOptional()) {
      send(request, "").problem(400, "unreadable");
      send(request, "null").problem(400, "unreadable");
    }
    for (String body : List.of("{", "nonsense", good + "}", good.replace("\"", "'"), "\"a\"")) {
      send(request, body).problem(400, "unreadable");
    }
    for (String body : List.of("[]", "[" + good + "]", "1", "true")) {
      Answer answer = send(request, body);
      assertThat(answer.status()).as(body + " → " + answer).isIn(400, 422);
      answer.problem(answer.status(), answer.code());
    }
    Answer unknown = send(request, request.with("priice", 1)).problem(400, "unknown_field");
    assertThat(unknown.pointers()).containsExactly("/priice");
    Answer twice = send(request, "{\"name\":\"a\",\"name\":\"b\"," + good.substring(1));
    assertThat(twice.status()).as(twice.toString()).isBetween(400, 422);
    rest(request)
        .sendAs("text/plain", request.method(), path(request), good)
        .problem(415, "unsupported_media_type");

    assertThat(world.everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aFieldOfAnotherTypeIsNamed(Requests request) {
    String before = world.everything();

    request
        .body()
        .forEach(
            (field, value) -> {
              for (Object wrong : wrongFor(field, value)) {
                Answer answer = send(request, escaped(request.with(field, wrong)));
                assertThat(answer.status()).as(answer.toString()).isIn(400, 422);
                answer.problem(answer.status(), answer.code());
                assertThat(answer.pointers())
                    .as(answer.toString())
                    .anyMatch(pointer -> pointer.startsWith("/" + field));
              }
            });

    assertThat(world.everything()).isEqualTo(before);
  }

  private static List<Object> wrongFor(String field, Object value) {
    return field.equals("metadata")
        ? List.of(
            1,
            true,
            "",
            List.of("a"),
            Map.of("a", 1),
            Map.of("a", Map.of()),
            Map.of("", "x"),
            Map.of("k".repeat(41), "x"),
            Map.of("a", "x".repeat(501)),
            Map.of("a", "a\u0000b"))
        : wrongFor(value);
  }

  private static List<Object> wrongFor(Object value) {
    return switch (value) {
      case Integer _ ->
          List.of(
              "1", "", 1.5, true, -1, 99_999_999_999_999L, Long.MAX_VALUE, List.of(1), Map.of());
      case Boolean _ -> List.of("true", 1, List.of(), Map.of());
      default ->
          List.of(
              1, true, List.of("a"), Map.of("a", "b"), "", " ", "a\u0000b", HALF_A_PAIR, tooLong());
    };
  }

  /** As no encoding of characters can carry it. */
  private static String escaped(String json) {
    return json.replace(HALF_A_PAIR, "\\ud800");
  }

  /** Just under the limit of a body. */
  private static String tooLong() {
    return "x".repeat(1_000_000);
  }

  @Test
  void aNameOfAMegabyteIsRefusedBeforeItIsRead() {
    String before = world.everything();
    for (Requests request : requests()) {
      send(request, "{\"name\": \"" + "x".repeat(1024 * 1024) + "\"}").problem(413, "too_large");
    }
    assertThat(world.everything()).isEqualTo(before);
  }

  static List<List<Object>> nonsense() {
    return List.of(
        List.of("POST /v1/plans", "price", -1, "/price"),
        List.of("POST /v1/plans", "price", 1_000_000_000_001L, "/price"),
        List.of("POST /v1/plans", "count", 0, "/count"),
        List.of("POST /v1/plans", "count", 121, "/count"),
        List.of("POST /v1/plans", "currency", "XYZ", "/currency"),
        List.of("POST /v1/plans", "currency", "dkk", "/currency"),
        List.of("POST /v1/plans", "currency", "XXX", "/currency"),
        List.of("POST /v1/plans", "vatRate", "-1", "/vatRate"),
        List.of("POST /v1/plans", "vatRate", "101", "/vatRate"),
        List.of("POST /v1/plans", "vatRate", "25%", "/vatRate"),
        List.of("POST /v1/plans", "unit", "FORTNIGHT", "/unit"),
        List.of("POST /v1/plans", "unit", "month", "/unit"),
        List.of("POST /v1/plans", "billing", "LATER", "/billing"),
        List.of("POST /v1/plans", "trialDays", -1, "/trialDays"),
        List.of("POST /v1/plans", "noticePeriod", "one month", "/noticePeriod"),
        List.of("POST /v1/plans", "noticePeriod", "-P1M", "/noticePeriod"),
        List.of("POST /v1/plans", "minimumTerm", "P100Y", "/minimumTerm"),
        List.of("POST /v1/plans/{id}/prices", "price", -5, "/price"),
        List.of("POST /v1/plans/{id}/prices", "noticeDays", -1, "/noticeDays"),
        List.of("POST /v1/subscriptions", "quantity", 0, "/quantity"),
        List.of("POST /v1/subscriptions", "quantity", 1_000_001, "/quantity"),
        List.of("POST /v1/subscriptions", "anchorDay", 0, "/anchorDay"),
        List.of("POST /v1/subscriptions", "anchorDay", 32, "/anchorDay"),
        List.of("POST /v1/subscriptions", "startDate", "2026-02-30", "/startDate"),
        List.of("POST /v1/subscriptions", "startDate", "01-02-2026", "/startDate"),
        List.of("POST /v1/subscriptions", "startDate", "0001-01-01", "/startDate"),
        List.of("POST /v1/subscriptions", "startDate", "9999-12-31", "/startDate"),
        List.of("POST /v1/subscriptions", "startDate", "1970-01-01", "/startDate"),
        List.of("POST /v1/subscriptions", "startDate", "+292278994-08-17", "/startDate"),
        List.of("POST /v1/subscriptions", "startDate", "2026-03-01T00:00:00Z", "/startDate"),
        List.of("POST /v1/subscriptions", "paymentTermsDays", 366, "/paymentTermsDays"),
        List.of("POST /v1/subscriptions", "customerId", "cus_nobody", "/customerId"),
        List.of("POST /v1/subscriptions", "planId", "' or 1=1 --", "/planId"),
        List.of("POST /v1/subscriptions", "groupId", "grp_none", "/groupId"),
        List.of("POST /v1/subscriptions/{id}/pauses", "to", "2026-06-30", "/to"),
        List.of("POST /v1/subscriptions/{id}/pauses", "to", "2026-07-01", "/to"),
        List.of("POST /v1/subscriptions/{id}/pauses", "to", "2136-07-01", "/to"),
        List.of("POST /v1/subscriptions/{id}/pauses", "from", "2026-02-28", "/from"),
        List.of("PATCH /v1/subscriptions/{id}/pauses/{pauseId}", "to", "2026-06-02", "/to"),
        List.of("PUT /v1/subscriptions/{id}/cancellation", "date", "2026-02-28", "/date"),
        List.of("PUT /v1/subscriptions/{id}/cancellation", "when", "SOON", "/when"),
        List.of("POST /v1/subscriptions/{id}/changes", "quantity", 0, "/quantity"),
        List.of("POST /v1/subscriptions/{id}/changes", "price", -1, "/price"),
        List.of("POST /v1/subscriptions/{id}/changes", "date", "2026-02-28", "/date"),
        List.of("POST /v1/invoices/{id}/payments", "amount", 0, "/amount"),
        List.of("POST /v1/invoices/{id}/payments", "amount", -1, "/amount"),
        List.of("POST /v1/invoices/{id}/payments", "receivedOn", "2026-03-10", "/receivedOn"),
        List.of("POST /v1/customers", "email", "ida", "/email"),
        List.of("POST /v1/customers", "email", "ida@example", "/email"),
        List.of("POST /v1/customers", "country", "Denmark", "/country"),
        List.of("POST /v1/customers", "country", "ZZ", "/country"),
        List.of("POST /v1/customers", "locale", "dansk", "/locale"),
        List.of("POST /v1/customers", "kind", "ROBOT", "/kind"),
        List.of("POST /v1/customers", "name", "x".repeat(201), "/name"),
        List.of("POST /v1/customers", "testClockId", "tcl_none", "/testClockId"),
        List.of("PATCH /v1/customers/{id}", "testClockId", "tcl_none", "/testClockId"),
        List.of("POST /v1/customers/{customerId}/payment-methods", "gateway", "cash", "/gateway"),
        List.of("POST /v1/customers/{customerId}/payment-methods", "token", "tok_x", "/token"),
        List.of(
            "POST /v1/customers/{customerId}/payment-methods",
            "token",
            "4242 4242 4242 4242",
            "/token"),
        List.of("POST /v1/test-clocks", "now", "2026-01-01", "/now"),
        List.of("POST /v1/test-clocks", "now", "9999-12-31T23:59:59Z", "/now"),
        List.of("POST /v1/test-clocks/{id}/advance", "to", "2026-03-01T00:00:00Z", "/to"),
        List.of("POST /v1/test-clocks/{id}/advance", "to", "2060-03-01T00:00:00Z", "/to"),
        List.of("POST /v1/test-clocks/{id}/advance", "to", "+1000000000-12-31T00:00:00Z", "/to"),
        List.of("POST /v1/merchants", "timeZone", "Europe/Kopenhagen", "/timeZone"),
        List.of("POST /v1/merchants", "timeZone", "+01:00", "/timeZone"),
        List.of("POST /v1/merchants", "currency", "KRONER", "/currency"),
        List.of("POST /v1/merchants", "billingTime", "25:00", "/billingTime"),
        List.of("POST /v1/merchants", "billingSpreadMinutes", -1, "/billingSpreadMinutes"),
        List.of("PATCH /v1/merchant", "timeZone", "Mars/Olympus", "/timeZone"),
        List.of("PATCH /v1/merchant", "currency", "ABC", "/currency"),
        List.of("PUT /v1/merchant/books-closed-through", "date", "yesterday", "/date"));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void whatMakesNoSenseIsRefusedWithItsField(List<Object> nonsense) {
    Requests request =
        requests().stream()
            .filter(any -> any.toString().equals(nonsense.getFirst()))
            .findFirst()
            .orElseThrow();
    String before = Everything.of(world.rest());

    Answer answer = send(request, request.with(nonsense.get(1).toString(), nonsense.get(2)));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    answer.problem(422, answer.code());
    assertThat(answer.code()).matches("[a-z][a-z0-9_]+");
    assertThat(answer.pointers()).as(answer.toString()).contains(nonsense.get(3).toString());
    assertThat(Everything.of(world.rest())).isEqualTo(before);
  }

  @Test
  void namesInAnyScriptAreTakenAsTheyAre() {
    Story story = Story.from("2026-03-01");
    for (String name :
        List.of(
            "Zoë 👩‍👩‍👧‍👦🏳️‍🌈",
            "Ærøskøbing Øl & Åkander",
            "李小龍",
            "O'Hara \"Bob\" <b>",
            "ﷺ\u202e")) {
      String id =
          story
              .rest()
              .post("/v1/customers", Map.of("name", name, "email", "a@example.com"))
              .expect(201)
              .id();
      assertThat(story.rest().get("/v1/customers/" + id).text("name")).isEqualTo(name);
      story.plan(Map.of("name", name));
    }
  }

  @Test
  void queriesThatMakeNoSenseAreRefused() {
    Rest rest = world.rest();
    for (String query :
        Arrays.asList("limit=0", "limit=101", "limit=x", "cursor=nonsense", "limt=5")) {
      Answer answer = rest.get("/v1/invoices?" + query);
      assertThat(answer.status()).as(answer.toString()).isIn(400, 422);
      answer.problem(answer.status(), answer.code());
    }
    rest.get("/v1/reports/journal?from=2026-01-01").problem(400, "bad_parameter");
    rest.get("/v1/nothing").problem(404, "not_found");
    rest.delete("/v1/invoices").problem(405, "method_not_allowed");
  }

  private static Answer send(Requests request, String body) {
    return rest(request).send(request.method(), path(request), body);
  }

  private static Rest rest(Requests request) {
    return request.isForTheOperator() ? Rest.operator() : world.rest();
  }

  private static String path(Requests request) {
    return world.path(request.path());
  }
}
