package dev.takt.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.api.web.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What lists and long reports cost: a number of statements that does not depend on their length.
 */
@WithApi
class ListCostsTest {
  private static final Path STATES = Path.of("../workflows/src/test/resources");
  private static final List<String> LISTS =
      List.of(
          "/v1/subscriptions",
          "/v1/groups",
          "/v1/dunning-cases",
          "/v1/invoices",
          "/v1/payments",
          "/v1/credit-notes",
          "/v1/customers",
          "/v1/plans",
          "/v1/events",
          "/v1/messages",
          "/v1/message-templates",
          "/v1/test-clocks",
          "/v1/webhook-endpoints",
          "/v1/merchant/api-keys",
          "/v1/reports/deferred-revenue?asOf=2026-12-31");

  @LocalServerPort private int port;
  @Autowired private DataSource database;
  @Autowired private JdbcClient jdbc;

  private String key = "";
  private String merchant = "";
  private String customer = "";
  private String plan = "";

  @BeforeEach
  void merchant() {
    JsonNode made = post("/v1/merchants", "op_test", "{\"name\":\"Gym\"}");
    key = made.get("apiKey").stringValue();
    merchant = made.get("id").stringValue();
    customer =
        post("/v1/customers", key, "{\"name\":\"Anna\",\"email\":\"a@example.com\"}")
            .get("id")
            .stringValue();
    plan =
        post(
                "/v1/plans",
                key,
                "{\"code\":\"x\",\"name\":\"Gym\",\"unit\":\"MONTH\",\"price\":31000}")
            .get("id")
            .stringValue();
  }

  @Test
  void aListCostsTheSameStatementsHoweverLongItIs() throws Exception {
    add(0, 2);
    Map<String, Long> few = costs();
    add(2, 60);
    Map<String, Long> many = costs();

    assertThat(many).isEqualTo(few);
    assertThat(few.values()).allMatch(statements -> statements <= 6);
    for (String list : List.of("/v1/subscriptions", "/v1/groups", "/v1/dunning-cases")) {
      assertThat(get(list + "?limit=100").get("data").size()).as(list).isEqualTo(60);
    }
    JsonNode first = get("/v1/groups?limit=1").get("data").get(0);
    assertThat(first.get("members").size()).isEqualTo(1);
    JsonNode debt = get("/v1/dunning-cases?limit=1").get("data").get(0);
    assertThat(debt.get("paymentLink").stringValue()).contains("/pay/");
    assertThat(debt.get("steps").get(0).get("kind").stringValue()).isEqualTo("MESSAGE");
  }

  private Map<String, Long> costs() {
    Map<String, Long> costs = new java.util.TreeMap<>();
    for (String list : LISTS) {
      boolean pages = !list.endsWith("templates") && !list.endsWith("keys");
      String page = pages ? (list.contains("?") ? "&" : "?") + "limit=100" : "";
      long before = ((CountedStatements) database).prepared();
      get(list + page);
      costs.put(list, ((CountedStatements) database).prepared() - before);
    }
    return costs;
  }

  @Test
  void deferredRevenueComesInPagesWithTheTotalsOfAllOnEach() throws Exception {
    add(0, 7);
    long sum = 0;
    int rows = 0;
    String cursor = "";
    do {
      JsonNode page = get("/v1/reports/deferred-revenue?asOf=2026-12-31&limit=3" + cursor);
      assertThat(page.at("/totals/0/deferred").longValue()).isEqualTo(7 * 1000);
      for (JsonNode row : page.get("data")) {
        sum += row.get("deferred").longValue();
        rows++;
      }
      JsonNode next = page.get("nextCursor");
      cursor = next.isNull() ? "" : "&cursor=" + next.stringValue();
    } while (!cursor.isEmpty());
    assertThat(rows).isEqualTo(7);
    assertThat(sum).isEqualTo(7 * 1000);
  }

  @Test
  void aLongJournalIsReadAPieceAtATime() {
    jdbc.sql(
            """
            insert into posting (tenant, booked_on, debit, credit, amount, currency, what,
              document_id, recorded_at)
            select :tenant, date '2026-01-01' + (n * 7919 % 300)::integer, 'receivable', 'revenue',
              n, 'DKK', 'invoice', 'inv_' || n, now()
            from generate_series(1, 12345) as n
            """)
        .param("tenant", merchant + "/test")
        .update();
    long before = ((CountedStatements) database).prepared();

    String csv =
        new RawHttp(port)
            .send(
                "GET /v1/reports/journal?from=2026-01-01&to=2027-01-01",
                "Accept: text/csv\r\nAuthorization: Bearer " + key + "\r\n")
            .body();

    List<String[]> lines = csv.lines().skip(1).map(line -> line.split(",", -1)).toList();
    assertThat(lines).hasSize(12_345);
    assertThat(lines.stream().mapToLong(line -> Long.parseLong(line[4])).sum())
        .isEqualTo(12_345L * 12_346 / 2);
    assertThat(lines.stream().map(line -> line[1]).toList()).isSorted();
    assertThat(lines.stream().map(line -> line[0]).distinct()).hasSize(12_345);
    // Of a thousand each: no statement brings all of it into memory.
    assertThat(((CountedStatements) database).prepared() - before).isBetween(13L, 20L);
  }

  /**
   * Adds a group with a member, its unpaid invoice with a case and a step, and what is deferred.
   */
  private void add(int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      String n = "%s_%03d".formatted(merchant.substring(4), i);
      Map<String, Object> all =
          Map.of(
              "tenant", merchant + "/test",
              "merchant", merchant,
              "customer", customer,
              "plan", plan,
              "n", n,
              "number", i,
              "group_state", state("group-states", "continued", "identity", "groupId", "grp_" + n),
              "state",
                  state("states", "member-of-a-group", "identity", "subscriptionId", "sub_" + n),
              "case_state", state("case-states", "overdue", "debtor", "invoiceId", "inv_" + n));
      for (String sql : ROWS.split(";", -1)) {
        jdbc.sql(sql).params(all).update();
      }
    }
  }

  private String state(String kind, String name, String part, String field, String id)
      throws IOException {
    try (var files = Files.walk(STATES.resolve(kind))) {
      Path latest =
          files
              .filter(file -> file.endsWith(name + ".json"))
              .max(java.util.Comparator.naturalOrder())
              .orElseThrow();
      ObjectNode state = (ObjectNode) StrictJson.MAPPER.readTree(Files.readString(latest));
      ((ObjectNode) state.get(part)).put(field, id).put("customerId", customer);
      return state.toString();
    }
  }

  private static final String ROWS =
      """
      insert into billing_group (id, tenant, merchant_id, customer_id, status, version, state,
        created_at)
      values ('grp_' || :n, :tenant, :merchant, :customer, 'ACTIVE', 1,
        cast(:group_state as jsonb), now());
      insert into subscription (id, tenant, merchant_id, customer_id, plan_id, group_id, status,
        version, state, created_at)
      values ('sub_' || :n, :tenant, :merchant, :customer, :plan, 'grp_' || :n, 'ACTIVE', 1,
        cast(:state as jsonb), now());
      insert into invoice (id, tenant, number, billing_key, customer_id, subscription_id, status,
        collection, issue_date, due_date, currency, total, vat, created_at)
      values ('inv_' || :n, :tenant, :number, :n, :customer, 'sub_' || :n, 'OPEN', 'INVOICE',
        '2026-03-01', '2026-03-15', 'DKK', 1250, '[]', now());
      insert into payment (id, tenant, invoice_id, customer_id, gateway, idempotency_key, attempt,
        amount, status, attempted_at)
      values ('pay_' || :n, :tenant, 'inv_' || :n, :customer, 'sandbox', :n, 1, 1250, 'DECLINED',
        now());
      insert into credit_note (id, tenant, number, invoice_id, customer_id, issue_date, currency,
        total, vat, created_at)
      values ('crn_' || :n, :tenant, :number, 'inv_' || :n, :customer, '2026-03-01', 'DKK', 1, '[]',
        now());
      insert into event (id, tenant, type, subject_id, sequence, occurred_at, data)
      values ('evt_' || :n, :tenant, 'invoice.issued', 'sub_' || :n, 1, now(), '{}');
      insert into dunning_case (id, tenant, merchant_id, invoice_id, customer_id, status, reason,
        policy, version, over, opened_at, amount, state, created_at)
      values ('dun_' || :n, :tenant, :merchant, 'inv_' || :n, :customer, 'OPEN', 'INVOICE_OVERDUE',
        'default', 1, false, now(), 1250, cast(:case_state as jsonb), now());
      insert into dunning_step (tenant, case_id, number, kind, due_at, done_at, outcome, why)
      values (:tenant, 'dun_' || :n, 1, 'MESSAGE', now(), now(), 'DONE', 'because');
      insert into posting (tenant, booked_on, debit, credit, amount, currency, what, document_id,
        subscription_id, invoice_id, recorded_at)
      values (:tenant, '2026-03-01', 'receivable', 'deferred_revenue', 1000, 'DKK', 'invoice',
        'inv_' || :n, 'sub_' || :n, 'inv_' || :n, now())
      """;

  private JsonNode get(String path) {
    RawHttp.Answer answer =
        new RawHttp(port).send("GET " + path, "Authorization: Bearer " + key + "\r\n");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json();
  }

  private JsonNode post(String path, String token, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String headers =
        "Authorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n"
            .formatted(token, bytes.length);
    RawHttp.Answer answer = new RawHttp(port).send("POST " + path, headers, bytes);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json();
  }
}
