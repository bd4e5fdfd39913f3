package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.takt.api.access.Tenancy;
import dev.takt.worker.RunningTakt;
import dev.takt.worker.security.KeyRing;
import dev.takt.worker.security.PayloadEncryption;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The attacks that docs/security.md lists, each tried. */
class SecurityIT {

  // Keys.

  @Test
  void aKeyThatWasRevokedOpensNothingFromThenOn() {
    Rest rest = TestMerchant.open().test();
    Answer made = rest.post("/v1/merchant/api-keys", Map.of("name", "stolen")).expect(201);
    Rest stolen = Rest.with(made.text("apiKey"));
    stolen.get("/v1/merchant").expect(200);

    rest.delete("/v1/merchant/api-keys/" + made.id()).expect(204);

    stolen.get("/v1/merchant").problem(401, "unauthorized");
  }

  @Test
  void aKeyThatMayOnlyReadChangesNothing() {
    var world = World.make();
    Answer made =
        world.rest().post("/v1/merchant/api-keys", Map.of("scopes", List.of("READ"))).expect(201);
    Rest reader = Rest.with(made.text("apiKey"));
    String before = world.everything();

    reader.get("/v1/subscriptions").expect(200);
    reader.get("/v1/merchant/api-keys").problem(403, "scope_missing");
    List<Answer> answers = new ArrayList<>();
    for (Requests request : Requests.all(world)) {
      if (!request.isForTheOperator()) {
        answers.add(reader.send(request.method(), world.path(request.path()), request.json()));
      }
    }
    for (String path : Operations.paths("delete")) {
      answers.add(reader.delete(world.path(path)));
    }

    assertThat(answers).hasSizeGreaterThan(20);
    assertThat(answers).allSatisfy(answer -> answer.problem(403, "scope_missing"));
    assertThat(world.everything()).isEqualTo(before);
  }

  @Test
  void noKeyMakesOneThatMayMoreThanItself() {
    Rest rest = TestMerchant.open().test();
    String admin =
        rest.post("/v1/merchant/api-keys", Map.of("scopes", List.of("ADMIN")))
            .expect(201)
            .text("apiKey");

    assertThat(
            Rest.with(admin)
                .post("/v1/merchant/api-keys", Map.of("scopes", List.of("ADMIN", "WRITE")))
                .problem(422, "invalid")
                .pointers())
        .containsExactly("/scopes/1");
    Answer heir = Rest.with(admin).post("/v1/merchant/api-keys", Map.of()).expect(201);
    assertThat(heir.json().get("scopes").valueStream().map(s -> s.asString()))
        .containsExactly("ADMIN");
  }

  @Test
  void noKeyIsKeptInAFormThatOpensAnything() {
    var merchant = TestMerchant.open();
    String key = merchant.test().key();

    String rows =
        OneTakt.bean(JdbcClient.class)
            .sql("select string_agg(k::text, ' ') from api_key k where merchant_id = ?")
            .param(merchant.id())
            .query(String.class)
            .single();

    assertThat(rows).contains(key.substring(key.length() - 4)).doesNotContain(key);
    assertThat(rows.split(" ")).noneMatch(word -> word.contains(key.substring(8, 20)));
  }

  // Other tenants' data, beneath the queries.

  /** What a request of this tenant would see, whatever its query says. */
  private static List<String> seen(String tenant, String sql) {
    List<String> seen = new ArrayList<>();
    var database = JdbcClient.create(OneTakt.bean(DataSource.class));
    try {
      Tenancy.within(tenant, () -> seen.addAll(database.sql(sql).query(String.class).list()));
    } catch (jakarta.servlet.ServletException | java.io.IOException e) {
      throw new AssertionError(e);
    }
    return seen;
  }

  @Test
  void aQueryThatForgotItsTenantSeesOnlyItsOwn() {
    var mine = World.make();
    var other = World.make();
    String own = mine.story().merchant().id() + "/test";
    List<String> tables =
        OneTakt.bean(JdbcClient.class)
            .sql(
                """
                select table_name from information_schema.columns
                where table_schema = 'public' and column_name = 'tenant' order by 1
                """)
            .query(String.class)
            .list();
    assertThat(tables).contains("customer", "invoice", "subscription", "webhook_endpoint");
    for (String table : tables) {
      assertThat(seen(own, "select distinct tenant from " + table)).as(table).isSubsetOf(own);
    }
    assertThat(seen(own, "select distinct tenant from invoice")).containsExactly(own);
    assertThat(seen(own, "select id from merchant")).containsExactly(mine.story().merchant().id());
    assertThat(seen(own, "select distinct customer_reference from sandbox.charge"))
        .contains(mine.id("customers"))
        .doesNotContain(other.id("customers"));
    // Workers are exempt, on purpose: the same query there sees both.
    assertThat(
            OneTakt.bean(JdbcClient.class)
                .sql("select distinct tenant from invoice")
                .query(String.class)
                .list())
        .contains(own, other.story().merchant().id() + "/test");
  }

  @Test
  void aStatementThatForgotItsTenantChangesNothingOfOthers() {
    var mine = World.make();
    var other = World.make();
    String own = mine.story().merchant().id() + "/test";
    String theirs = other.story().merchant().id() + "/test";
    String before = other.everything();

    seen(own, "update customer set name = 'Mallory' where id like 'cus_%' returning id");
    seen(own, "delete from webhook_endpoint returning id");
    assertThatThrownBy(
            () ->
                seen(
                    own,
                    "insert into ledger (tenant, merchant_id) values ('%s', '%s') returning tenant"
                        .formatted(theirs + "x", other.story().merchant().id())))
        .isInstanceOf(DataAccessException.class)
        .hasStackTraceContaining("row-level security");

    assertThat(other.everything()).isEqualTo(before);
  }

  /** A connection goes from one tenant's request to the next one's. */
  @Test
  void aConnectionForgetsWhomItServed() {
    var first = World.make().story().merchant().id() + "/test";
    var second = World.make().story().merchant().id() + "/test";
    for (int i = 0; i < 10; i++) {
      for (String tenant : List.of(first, second, first)) {
        assertThat(seen(tenant, "select distinct tenant from customer")).containsExactly(tenant);
      }
    }
    assertThat(seen("nobody/test", "select tenant from customer")).isEmpty();
    assertThat(seen("", "select tenant from customer")).isEmpty();
  }

  /** So that a new table cannot be left out. */
  @Test
  void everyTableIsBoundOrIsKnownToHoldNothingOfTenants() {
    Set<String> unbound =
        new TreeSet<>(
            OneTakt.bean(JdbcClient.class)
                .sql(
                    """
                    select c.oid::regclass::text from pg_class c
                    join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind in ('r', 'p') and n.nspname in ('public', 'sandbox')
                      and (not c.relrowsecurity or not exists
                        (select 1 from pg_policy p where p.polrelid = c.oid))
                    """)
                .query(String.class)
                .list());

    // The sandbox's other tables are the gateway's own: requests have no right to them at all.
    assertThat(unbound)
        .as("give a new table a policy, as V9__tenants.sql does")
        .isSubsetOf(
            "flyway_schema_history",
            "temporal_namespace",
            "retention_sweep",
            "sandbox.method",
            "sandbox.refund");
    for (String table : unbound) {
      assertThatThrownBy(() -> seen("a/test", "select 'x' from " + table))
          .as(table)
          .isInstanceOf(DataAccessException.class);
    }
  }

  // What comes over HTTP.

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/merchant", "/v1/nothing", "/nothing", "/docs", "/health", "/metrics"})
  void everyAnswerHasTheHeadersThatBrowsersHeed(String path) {
    Answer answer = TestMerchant.open().test().get(path);

    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
    assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'");
    assertThat(answer.headers().firstValue("Permissions-Policy")).isPresent();
    assertThat(answer.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void aBodyThatIsTooLargeOrAHeaderThatIsIsRefused() {
    Rest rest = TestMerchant.open().test();

    rest.send("POST", "/v1/plans", "{\"name\":\"" + "x".repeat(1024 * 1024) + "\"}")
        .problem(413, "too_large");
    assertThat(rest.send("GET", "/v1/plans", null, "X-Large", "x".repeat(100_000)).status())
        .isBetween(400, 431);
    rest.get("/v1/plans").expect(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "' or '1'='1",
        "x'; drop table customer; --",
        "\\'; select pg_sleep(10); --",
        "%27%20or%201=1"
      })
  void sqlInAParameterIsAText(String text) {
    Rest rest = TestMerchant.open().test();
    String encoded = java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);

    assertThat(rest.all("/v1/customers?email=" + encoded)).isEmpty();
    assertThat(rest.all("/v1/customers?externalRef=" + encoded)).isEmpty();
    assertThat(rest.all("/v1/events?type=" + encoded)).isEmpty();
    rest.get("/v1/customers").expect(200);
  }

  // What others store for us.

  @Test
  void temporalIsToldNothingPersonal() {
    var story = Story.from("2026-02-20");
    String subscription = story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-03-01");
    story.on("2026-04-02");

    String stored =
        OneTakt.workflows()
            .fetchHistory("subscription/" + story.merchant().id() + "/" + subscription)
            .getHistory()
            .toString();

    // Customers are called Kunde here.
    assertThat(stored).contains(subscription).doesNotContain("Kunde", "@example.com");
  }

  // An application of its own: with keys for payloads, and limits that can be reached.

  private static final String PAYLOADS = "p1:" + "D".repeat(43) + "=";

  private static RunningTakt guarded(Path folder) {
    var settings =
        Map.of(
            "TAKT_PORT", "0",
            "TAKT_DATA", folder.toString(),
            "TAKT_OPERATOR_TOKEN", OneTakt.OPERATOR,
            "TAKT_DEMO", "false",
            "TAKT_PAYLOAD_KEYS", PAYLOADS,
            "TAKT_WEBHOOKS_ALLOW_PRIVATE", "false",
            "TAKT_REQUESTS_PER_MINUTE", "40",
            "TAKT_ANONYMOUS_PER_MINUTE", "5");
    var silence = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var takt = new RunningTakt(settings, silence);
    takt.start();
    return takt;
  }

  @Test
  void temporalStoresNothingThatCanBeReadAndCallersWhoAskTooMuchAreSlowedDown(@TempDir Path folder)
      throws Exception {
    try (var takt = guarded(folder)) {
      String address = "http://localhost:" + takt.port();
      var story =
          Story.from(
              "2026-02-20", TestMerchant.open(new Rest(address, OneTakt.OPERATOR), Map.of()));
      String subscription =
          story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-03-01");
      String stored = history(takt, "subscription/" + story.merchant().id() + "/" + subscription);
      assertThat(stored)
          .contains("binary/encrypted", "p1")
          .doesNotContain("\"subscriptionId\"", "\\\"currency\\\"", "2026-03-01");
      decodesForTheOperatorOnly(address);

      slowsDown(address, story.rest().key());
    }
  }

  /** As Temporal has it: read by a client without keys. */
  private static String history(RunningTakt takt, String workflow) {
    var service = takt.started().getBean(WorkflowServiceStubs.class);
    var stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(service.getOptions().getTarget())
                .build());
    try {
      var history =
          WorkflowClient.newInstance(stubs, WorkflowClientOptions.newBuilder().build())
              .fetchHistory(workflow);
      assertThat(history.getEvents())
          .anyMatch(e -> e.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED);
      return history.getHistory().toString();
    } finally {
      stubs.shutdownNow();
    }
  }

  private static void decodesForTheOperatorOnly(String address) throws Exception {
    var payload =
        new PayloadEncryption(KeyRing.of(PAYLOADS))
            .encode(
                List.of(
                    io.temporal.api.common.v1.Payload.newBuilder()
                        .setData(com.google.protobuf.ByteString.copyFromUtf8("hello"))
                        .build()))
            .getFirst();
    String body =
        com.google.protobuf.util.JsonFormat.printer()
            .print(io.temporal.api.common.v1.Payloads.newBuilder().addPayloads(payload).build());
    assertThat(post(address + "/codec/decode", body, "Bearer wrong").status()).isEqualTo(401);
    Answer decoded = post(address + "/codec/decode", body, "Bearer " + OneTakt.OPERATOR);
    assertThat(decoded.status()).isEqualTo(200);
    assertThat(decoded.json().get("payloads").get(0).get("data").asString()).isEqualTo("aGVsbG8=");
  }

  private static Answer post(String url, String body, String authorization) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(url))
                  .header("Authorization", authorization)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      return new Answer(url, answer.statusCode(), answer.headers(), answer.body());
    }
  }

  private static void slowsDown(String address, String key) {
    Rest good = new Rest(address, key);
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      answers.add(good.get("/v1/merchant"));
    }
    Answer slowed = answers.getLast().problem(429, "too_many_requests");
    assertThat(Long.parseLong(slowed.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(1L, 60L);
    answers.clear();
    for (int i = 0; i < 10; i++) {
      answers.add(new Rest(address, "sk_test_guess" + i).get("/v1/merchant"));
    }
    answers.getLast().problem(429, "too_many_requests");
    // Whoever guesses locks out nobody who has a key, and health is always answered.
    new Rest(address, OneTakt.OPERATOR)
        .post("/v1/merchants", Map.of("name", "Still here"))
        .expect(201);
    assertThat(new Rest(address, "").get("/health").status()).isEqualTo(200);
  }
}
