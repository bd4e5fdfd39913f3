package dev.takt.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.api.web.StrictJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The API over HTTP: who may enter, what is refused, and what is answered twice. */
@WithApi
class ApiTest {
  private static final String PLAN =
      "{\"code\":\"%s\",\"name\":\"Gym\",\"unit\":\"MONTH\",\"price\":31000}";

  private final HttpClient http = HttpClient.newHttpClient();

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  private String key = "";

  record Answer(int status, JsonNode json, Map<String, List<String>> headers) {
    String code() {
      return json.path("code").asString("");
    }
  }

  @BeforeEach
  void merchant() throws Exception {
    Answer merchant = send("POST", "/v1/merchants", "{\"name\":\"Gym\"}", "op_test", Map.of());
    assertThat(merchant.status()).isEqualTo(201);
    key = merchant.json().get("apiKey").stringValue();
    assertThat(key).startsWith("sk_test_");
    assertThat(merchant.json().get("liveApiKey").stringValue()).startsWith("sk_live_");
  }

  private Answer send(
      String method, String path, String body, String token, Map<String, String> headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", headers.getOrDefault("Content-Type", "application/json"));
    headers.entrySet().stream()
        .filter(header -> !header.getKey().equals("Content-Type"))
        .forEach(header -> request.header(header.getKey(), header.getValue()));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<byte[]> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    String text = new String(response.body(), StandardCharsets.UTF_8);
    return new Answer(
        response.statusCode(),
        text.isEmpty() ? StrictJson.MAPPER.createObjectNode() : StrictJson.MAPPER.readTree(text),
        response.headers().map());
  }

  private Answer post(String path, String body) throws Exception {
    return send("POST", path, body, key, Map.of());
  }

  private Answer get(String path) throws Exception {
    return send("GET", path, "", key, Map.of());
  }

  private Answer repeat(String path, String body, String idempotencyKey) throws Exception {
    return send("POST", path, body, key, Map.of("Idempotency-Key", idempotencyKey));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /v1/merchant,         ,                 401, unauthorized",
    "GET,    /v1/merchant,         sk_test_x,        401, unauthorized",
    "GET,    /v1/merchant,         op_test,          401, unauthorized",
    "POST,   /v1/merchants,        KEY,              401, unauthorized",
    "GET,    /v1/nothing,          KEY,              404, not_found",
    "GET,    /nothing,             KEY,              404, not_found",
    "DELETE, /v1/plans,            KEY,              405, method_not_allowed",
    "GET,    /v1/plans?limit=0,    KEY,              400, bad_parameter",
    "GET,    /v1/plans?cursor=x,   KEY,              400, bad_cursor",
    "GET,    /v1/plans?kode=x,     KEY,              400, unknown_parameter",
    "GET,    /v1/plans/pln_x,      KEY,              404, not_found",
    "GET,    /v1/plans?code=%00,   KEY,              400, bad_parameter",
    "GET,    /v1/customers/cus_x,  KEY,              404, not_found",
    "GET,    /v1/subscriptions/s,  KEY,              404, not_found",
    "GET,    /v1/invoices/i,       KEY,              404, not_found",
    "GET,    /v1/reports/journal,  KEY,              400, bad_parameter",
    "GET,    /v1/reports/deferred-revenue?asOf=x, KEY, 400, bad_parameter",
    "POST,   /v1/plans,            KEY,              400, unreadable",
  })
  void refusals(String method, String path, @Nullable String token, int status, String code)
      throws Exception {
    String used = token == null ? "" : token.equals("KEY") ? key : token;
    Answer answer = send(method, path, "", used, Map.of());
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().path("detail").asString("")).isNotBlank();
    assertThat(answer.headers().get("content-type")).containsExactly("application/problem+json");
    assertThat(answer.headers().get("x-content-type-options")).containsExactly("nosniff");
  }

  @Test
  void otherMediaTypes() throws Exception {
    Answer xml =
        send("POST", "/v1/plans", "<plan/>", key, Map.of("Content-Type", "application/xml"));
    assertThat(xml.status()).isEqualTo(415);
    Answer picture = send("GET", "/v1/plans", "", key, Map.of("Accept", "image/png"));
    assertThat(picture.status()).isEqualTo(406);
    assertThat(picture.code()).isEqualTo("not_acceptable");
  }

  @Test
  void aMegabyteIsTheMost() throws Exception {
    Answer answer = post("/v1/plans", "{\"name\":\"" + "x".repeat(1024 * 1024) + "\"}");
    assertThat(answer.status()).isEqualTo(413);
    Answer name = post("/v1/plans", "{\"code\":\"x\",\"name\":\"" + "x".repeat(1000) + "\"}");
    assertThat(name.status()).isEqualTo(422);
    assertThat(jdbc.sql("select count(*) from plan where code = 'x'").query(Long.class).single())
        .isZero();
  }

  @Test
  void oneMerchantsDataIsNothingToAnother() throws Exception {
    String id = post("/v1/plans", PLAN.formatted("a")).json().get("id").stringValue();
    assertThat(get("/v1/plans/" + id).status()).isEqualTo(200);
    merchant();
    assertThat(get("/v1/plans/" + id).status()).isEqualTo(404);
    assertThat(get("/v1/plans").json().get("data").size()).isZero();
  }

  @Test
  void listsGoOnWhereTheyStopped() throws Exception {
    for (int i = 0; i < 5; i++) {
      post("/v1/plans", PLAN.formatted("p" + i));
    }
    List<String> seen = new ArrayList<>();
    String path = "/v1/plans?limit=2";
    while (!path.isEmpty()) {
      JsonNode page = get(path).json();
      page.get("data").forEach(plan -> seen.add(plan.get("code").stringValue()));
      path =
          page.get("nextCursor").isNull()
              ? ""
              : "/v1/plans?limit=2&cursor=" + page.get("nextCursor").stringValue();
    }
    assertThat(seen).containsExactly("p4", "p3", "p2", "p1", "p0");
  }

  @Test
  void theSameKeyGivesTheSameAnswer() throws Exception {
    Answer first = repeat("/v1/plans", PLAN.formatted("once"), "k1");
    Answer second = repeat("/v1/plans", PLAN.formatted("once"), "k1");
    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(second.headers()).containsEntry("idempotent-replayed", List.of("true"));
    Answer other = repeat("/v1/plans", PLAN.formatted("other"), "k1");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("idempotency_key_reused");
    Answer refused = repeat("/v1/plans", PLAN.formatted("once"), "k2");
    assertThat(refused.code()).isEqualTo("plan_code_taken");
  }

  @Test
  void theSameKeyTwentyTimesAtOnceCreatesOne() throws Exception {
    String body = "{\"name\":\"Anna\",\"email\":\"anna@example.com\"}";
    Callable<Answer> asking = () -> repeat("/v1/customers", body, "twenty");
    Set<String> ids = new HashSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> answer : threads.invokeAll(java.util.Collections.nCopies(20, asking))) {
        assertThat(answer.get().status()).isEqualTo(201);
        ids.add(answer.get().json().get("id").stringValue());
      }
    }
    assertThat(ids).hasSize(1);
    assertThat(get("/v1/customers").json().get("data").size()).isEqualTo(1);
  }

  @Test
  void whatCrashedIsTakenOverAndMakesTheSameId() throws Exception {
    String body = "{\"name\":\"Bo\",\"email\":\"bo@example.com\"}";
    String id = repeat("/v1/customers", body, "crash").json().get("id").stringValue();
    jdbc.sql(
            """
            update idempotency_key set status = null, body = null,
              claimed_at = now() - interval '2 minutes' where key = 'crash'
            """)
        .update();
    Answer again = repeat("/v1/customers", body, "crash");
    assertThat(again.headers()).doesNotContainKey("idempotent-replayed");
    assertThat(again.json().get("id").stringValue()).isEqualTo(id);
    assertThat(get("/v1/customers").json().get("data").size()).isEqualTo(1);
  }

  @Test
  void newKeysAreRepeatedButNotReadableInTheDatabase() throws Exception {
    Map<String, String> headers = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    Answer first = send("POST", "/v1/merchant/api-keys", "{}", key, headers);
    Answer second = send("POST", "/v1/merchant/api-keys", "{}", key, headers);
    String made = first.json().get("apiKey").stringValue();
    assertThat(second.json()).isEqualTo(first.json());
    Answer stranger = send("POST", "/v1/merchant/api-keys", "{}", made, headers);
    assertThat(stranger.code()).isEqualTo("idempotency_key_reused");
    assertThat(
            jdbc.sql("select count(*) from idempotency_key where position(:key in body) > 0")
                .param("key", made.getBytes(StandardCharsets.UTF_8))
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void withoutAWorkerASignUpIsToBeTriedAgain() throws Exception {
    String customer =
        post("/v1/customers", "{\"name\":\"Anna\",\"email\":\"a@example.com\"}")
            .json()
            .get("id")
            .stringValue();
    String plan = post("/v1/plans", PLAN.formatted("s")).json().get("id").stringValue();
    String body =
        "{\"customerId\":\"%s\",\"planId\":\"%s\",\"startDate\":\"2026-03-01\"}"
            .formatted(customer, plan);
    Answer answer = repeat("/v1/subscriptions", body, "signup");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsKey("retry-after");
    Answer again = repeat("/v1/subscriptions", body, "signup");
    assertThat(again.status()).isEqualTo(503);
    assertThat(again.headers()).doesNotContainKey("idempotent-replayed");
    Answer wrong = post("/v1/subscriptions", "{\"customerId\":\"cus_x\",\"quantity\":0}");
    assertThat(wrong.json().get("errors").findValuesAsString("pointer"))
        .containsExactly("/customerId", "/planId", "/startDate", "/quantity");
  }

  @Test
  void personalDataGoesAndStaysGone() throws Exception {
    String body =
        "{\"name\":\"Anna\",\"email\":\"anna@example.com\",\"address\":{\"city\":\"Aarhus\"}}";
    String id = repeat("/v1/customers", body, "gdpr").json().get("id").stringValue();
    Answer erased = send("DELETE", "/v1/customers/" + id + "/personal-data", "", key, Map.of());
    assertThat(erased.status()).isEqualTo(200);
    assertThat(erased.json().get("name").isNull()).isTrue();
    assertThat(erased.json().get("email").isNull()).isTrue();
    assertThat(erased.json().get("address").isNull()).isTrue();
    assertThat(
            jdbc.sql("select count(*) from idempotency_key where position(:name in body) > 0")
                .param("name", "anna@example.com".getBytes(StandardCharsets.UTF_8))
                .query(Long.class)
                .single())
        .isZero();
    Answer change = send("PATCH", "/v1/customers/" + id, "{\"name\":\"X\"}", key, Map.of());
    assertThat(change.status()).isEqualTo(409);
  }

  @Test
  void cardNumbersAreRefusedAndLeaveNoTrace() throws Exception {
    String id =
        post("/v1/customers", "{\"name\":\"Anna\",\"email\":\"a@example.com\"}")
            .json()
            .get("id")
            .stringValue();
    String body = "{\"gateway\":\"sandbox\",\"token\":\"4571 0000 0000 0001\"}";
    Answer answer = repeat("/v1/customers/" + id + "/payment-methods", body, "card");
    assertThat(answer.code()).isEqualTo("card_numbers_are_refused");
    assertThat(
            jdbc.sql("select count(*) from idempotency_key where key = 'card'")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void fortyAtOnceMakeNoMoreEndpointsThanTheLimit() throws Exception {
    Callable<Answer> asking =
        () -> post("/v1/webhook-endpoints", "{\"url\":\"https://example.com/takt\"}");
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> answer : threads.invokeAll(java.util.Collections.nCopies(40, asking))) {
        statuses.add(answer.get().status());
      }
    }
    assertThat(statuses).containsOnly(201, 422);
    assertThat(get("/v1/webhook-endpoints?limit=100").json().get("data").size()).isEqualTo(20);
  }

  /** What a refusal says is for people who know the contract, and not how Takt is made. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /v1/plans | {\"code\":\"a\\u0000\"}",
        "POST | /v1/plans | {\"price\":\"1\"}",
        "POST | /v1/plans | {\"unit\":7}",
        "POST | /v1/customers | {\"kind\":[]}",
        "POST | /v1/subscriptions | {\"startDate\":{}}",
        "POST | /v1/subscriptions | {\"quantity\":1e400}",
        "PUT | /v1/dunning-policies/default | {\"tracks\":{\"NONSENSE\":{\"steps\":[]}}}",
        "PUT | /v1/dunning-policies/default |"
            + " {\"tracks\":{\"NO_FUNDS\":{\"steps\":[{\"time\":\"25:00\"}]}}}",
        "PUT | /v1/dunning-policies/default |"
            + " {\"tracks\":{\"NO_FUNDS\":{\"steps\":[{\"time\":[1]}]}}}",
        "PUT | /v1/dunning-policies/default | {\"tracks\":{\"NO_FUNDS\":7}}",
        "PUT | /v1/dunning-policies/default | {\"tracks\":{\"NO_FUNDS\":{\"steps\":[null]}}}",
        "PATCH | /v1/merchant | {\"billingTime\":\"x\"}",
        "POST | /v1/merchant/api-keys | {\"scopes\":[\"NONE\"]}",
        "GET | /v1/reports/journal?to=2026-01-01 |",
        "GET | /v1/subscriptions?inDunning=perhaps |",
        "GET | /v1/subscriptions?status=perhaps |"
      })
  void noRefusalNamesAClass(String method, String path, @Nullable String body) throws Exception {
    Answer answer = send(method, path, body == null ? "" : body, key, Map.of());
    assertThat(answer.status()).isBetween(400, 422);
    assertThat(answer.json().toString())
        .doesNotContain("java", "dev.takt", "jackson", "`", "class ", "LocalDate", "Instant");
  }

  @Test
  void theDocumentDescribesIt() throws Exception {
    Answer document = send("GET", "/v3/api-docs", "", "", Map.of());
    assertThat(document.status()).isEqualTo(200);
    assertThat(document.json().get("openapi").stringValue()).startsWith("3.1");
    assertThat(document.json().get("paths").size()).isGreaterThan(30);
    JsonNode list = document.json().at("/paths/~1v1~1plans/get/parameters");
    assertThat(list.findValuesAsString("name"))
        .containsExactly("code", "externalRef", "limit", "cursor");
  }

  @Test
  void theLawIsReadByCountryDebtorAndDay() throws Exception {
    Answer law = send("GET", "/v1/law?country=NO&debtor=BUSINESS&on=2026-08-01", "", key, Map.of());
    assertThat(law.status()).isEqualTo(200);
    assertThat(law.json().get("on").stringValue()).isEqualTo("2026-08-01");
    JsonNode rate = fact(law, "no.forsinkelsesrente");
    assertThat(rate.get("value").stringValue()).isEqualTo("12.25");
    assertThat(rate.get("validFrom").stringValue()).isEqualTo("2026-07-01");
    assertThat(rate.get("validTo").stringValue()).isEqualTo("2027-01-01");
    assertThat(rate.get("source").stringValue()).isNotBlank();

    Answer own = send("GET", "/v1/law?on=2026-08-01", "", key, Map.of());
    assertThat(own.json().get("country").stringValue()).isEqualTo("DK");
    assertThat(own.json().get("debtor").stringValue()).isEqualTo("CONSUMER");
    assertThat(fact(own, "dk.referencesats").get("value").isNull()).as("not known").isTrue();
    assertThat(fact(own, "dk.rykkergebyr.maxCountPerClaim").get("value").isIntegralNumber())
        .isTrue();

    assertThat(send("GET", "/v1/law?debtor=NOBODY", "", key, Map.of()).status()).isEqualTo(400);
    assertThat(send("GET", "/v1/law?on=soon", "", key, Map.of()).status()).isEqualTo(400);
  }

  private static JsonNode fact(Answer law, String key) {
    for (JsonNode fact : law.json().get("facts")) {
      if (fact.get("key").stringValue().equals(key)) {
        return fact;
      }
    }
    throw new AssertionError("no fact " + key + " in " + law.json());
  }
}
