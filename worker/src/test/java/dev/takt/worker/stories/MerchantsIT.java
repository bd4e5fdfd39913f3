package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What a merchant may change of itself, of its keys and of its customers' data. */
class MerchantsIT {
  private final TestMerchant merchant = TestMerchant.open();
  private final Rest rest = merchant.test();

  @Test
  void aKeyWorksUntilItIsRevokedAndTheLastOneStays() {
    Answer second = rest.post("/v1/merchant/api-keys", Map.of("name", "shop")).expect(201);
    Rest shop = Rest.with(second.text("apiKey"));
    assertThat(second.text("apiKey")).startsWith("sk_test_");
    assertThat(shop.get("/v1/merchant").expect(200).id()).isEqualTo(merchant.id());
    Answer list = rest.get("/v1/merchant/api-keys").expect(200);
    assertThat(list.json().get("data").size()).isEqualTo(2);
    assertThat(list.body()).as("shown once").doesNotContain(second.text("apiKey"));
    String first = list.json().get("data").get(1).get("id").asString();

    rest.delete("/v1/merchant/api-keys/" + second.id()).expect(204);

    shop.get("/v1/merchant").problem(401, "unauthorized");
    rest.delete("/v1/merchant/api-keys/" + first).problem(409, "last_key");
    rest.get("/v1/merchant").expect(200);
    merchant.live().delete("/v1/merchant/api-keys/" + first).problem(404, "not_found");
    Answer live = merchant.live().post("/v1/merchant/api-keys", Map.of()).expect(201);
    assertThat(live.text("apiKey")).startsWith("sk_live_");
  }

  @Test
  void closedBooksStayClosedAndTheFutureCannotBeClosed() {
    String path = "/v1/merchant/books-closed-through";
    assertThat(rest.get("/v1/merchant").json().get("booksClosedThrough").isNull()).isTrue();
    rest.put(path, Map.of("date", "2026-01-31")).expect(200);
    rest.put(path, Map.of("date", "2026-01-31")).expect(200);
    Answer back = rest.put(path, Map.of("date", "2026-01-30")).problem(422, "books_stay_closed");
    assertThat(back.text("detail")).contains("2026-01-31");
    assertThat(back.pointers()).containsExactly("/date");
    assertThat(rest.get("/v1/merchant").text("booksClosedThrough")).isEqualTo("2026-01-31");
    assertThat(merchant.live().get("/v1/merchant").json().get("booksClosedThrough").isNull())
        .as("the books of live data are others")
        .isTrue();
    merchant
        .live()
        .put(path, Map.of("date", LocalDate.now().plusDays(2).toString()))
        .problem(422, "date_not_over");
    String customer =
        rest.post("/v1/customers", Map.of("name", "Ida", "email", "ida@example.com")).id();
    String plan =
        rest.post(
                "/v1/plans",
                Map.of("code", "a", "name", "A", "unit", "MONTH", "price", 1, "currency", "DKK"))
            .id();
    Answer tooEarly =
        rest.post(
            "/v1/subscriptions",
            Map.of("customerId", customer, "planId", plan, "startDate", "2026-01-31"));
    assertThat(tooEarly.problem(422, "invalid").pointers()).containsExactly("/startDate");
  }

  @Test
  void whatIsAbsentStaysAndWhatIsNullIsRefusedOrEmptied() {
    rest.patch("/v1/merchant", Map.of("name", "Bladet", "billingTime", "07:30")).expect(200);
    Answer changed = rest.patch("/v1/merchant", Map.of("locale", "sv")).expect(200);
    assertThat(changed.text("name")).isEqualTo("Bladet");
    assertThat(changed.text("billingTime")).isEqualTo("07:30");
    for (String field : List.of("name", "billingTime", "timeZone", "billingSpreadMinutes")) {
      Answer refused = rest.patch("/v1/merchant", nothing(field)).problem(422, "invalid");
      assertThat(refused.pointers()).containsExactly("/" + field);
    }
    assertThat(rest.get("/v1/merchant").body()).isEqualTo(changed.body());

    Map<String, Object> ida = new HashMap<>(Map.of("name", "Ida", "email", "ida@example.com"));
    ida.put("phone", "12345678");
    ida.put("externalRef", "crm-1");
    String customer = "/v1/customers/" + rest.post("/v1/customers", ida).expect(201).id();
    Answer after = rest.patch(customer, nothing("phone")).expect(200);
    assertThat(after.json().get("phone").isNull()).isTrue();
    assertThat(after.text("externalRef")).isEqualTo("crm-1");
    assertThat(after.json().get("segment").isNull()).isTrue();
    after = rest.patch(customer, Map.of("segment", "gold")).expect(200);
    assertThat(after.text("segment")).isEqualTo("gold");
    assertThat(rest.patch(customer, nothing("segment")).expect(200).json().get("segment").isNull())
        .isTrue();
    rest.patch(customer, nothing("name")).problem(422, "invalid");
    rest.patch(customer, nothing("email")).problem(422, "invalid");
  }

  @Test
  void changesOfDifferentFieldsAtOnceAreAllMade() throws Exception {
    Map<String, ?> ida = Map.of("name", "Ida", "email", "ida@example.com");
    String customer = "/v1/customers/" + rest.post("/v1/customers", ida).expect(201).id();
    for (int i = 0; i < 5; i++) {
      String word = "x" + i;
      List<Callable<Answer>> changes = new ArrayList<>();
      for (String field : List.of("name", "phone", "companyNumber", "externalRef")) {
        changes.add(() -> rest.patch(customer, Map.of(field, word)));
      }
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var answer : threads.invokeAll(changes)) {
          answer.get().expect(200);
        }
      }
      Answer now = rest.get(customer).expect(200);
      for (String field : List.of("name", "phone", "companyNumber", "externalRef")) {
        assertThat(now.text(field)).isEqualTo(word);
      }
    }
  }

  @Test
  void personalDataGoesWhenItIsNotNeededAnyMoreButInvoicesKeepTheBuyer() {
    var story = Story.from("2026-02-20", merchant);
    String customer =
        rest.post(
                "/v1/customers",
                Map.of(
                    "name", "Karen Blixen",
                    "email", "karen@example.com",
                    "phone", "12345678",
                    "address", "Rungstedlund",
                    "testClockId", story.clock()))
            .expect(201)
            .id();
    String card = story.card(customer, "tok_ok");
    String subscription = story.subscribe(customer, story.monthly(), "2026-03-01");
    story.on("2026-03-05");
    String path = "/v1/customers/" + customer;
    rest.delete(path + "/personal-data").problem(409, "customer_has_subscriptions");
    rest.put("/v1/subscriptions/" + subscription + "/cancellation", Map.of("when", "IMMEDIATELY"))
        .expect(200);

    Answer erased = rest.delete(path + "/personal-data").expect(200);

    assertThat(erased.text("name")).as("it is on invoices").isEqualTo("Karen Blixen");
    assertThat(erased.text("address")).isEqualTo("Rungstedlund");
    assertThat(erased.json().get("email").isNull()).isTrue();
    assertThat(erased.json().get("phone").isNull()).isTrue();
    assertThat(erased.text("erasedAt")).isNotEmpty();
    Answer gone = rest.get(path + "/payment-methods/" + card).expect(200);
    assertThat(gone.text("status")).isEqualTo("REMOVED");
    assertThat(gone.json().get("last4").isNull()).isTrue();
    assertThat(rest.all("/v1/customers?email=karen@example.com")).isEmpty();
    assertThat(rest.delete(path + "/personal-data").expect(200).body()).isEqualTo(erased.body());
    rest.patch(path, Map.of("phone", "1")).problem(409, "personal_data_deleted");
    Answer again =
        rest.post(
            "/v1/subscriptions",
            Map.of("customerId", customer, "planId", story.monthly(), "startDate", "2026-04-01"));
    assertThat(again.problem(422, "invalid").pointers()).containsExactly("/customerId");
    assertThat(story.invoices(subscription)).hasSize(1);
  }

  /** Each text that can be given about a customer, and every table where it may have come to. */
  @Test
  void noTextAboutSomebodyStaysAnywhere() {
    var story = Story.from("2026-02-20", merchant);
    String mark = "Rungsted-" + story.clock();
    String customer =
        rest.post(
                "/v1/customers",
                Map.of(
                    "name",
                    "Karen",
                    "email",
                    mark + "@example.com",
                    "externalRef",
                    mark,
                    "metadata",
                    Map.of("note", mark),
                    "segment",
                    mark,
                    "testClockId",
                    story.clock()))
            .expect(201)
            .id();
    String plan = story.monthly();
    String subscription =
        rest.send(
                "POST",
                "/v1/subscriptions",
                "{\"customerId\": \"%s\", \"planId\": \"%s\", \"startDate\": \"2026-03-01\", "
                        .formatted(customer, plan)
                    + "\"collection\": \"INVOICE\", \"externalRef\": \""
                    + mark
                    + "\"}",
                "Idempotency-Key",
                "erasure-" + customer)
            .expect(201)
            .id();
    story.on("2026-03-02");
    String invoice = story.invoices(subscription).getFirst().get("id").asString();
    rest.post(
            "/v1/invoices/" + invoice + "/payments",
            Map.of("amount", 1_000, "receivedOn", "2026-03-02", "reference", mark))
        .expect(201);
    String reference =
        story.invoices(subscription).getFirst().at("/paymentReference/value").asString();
    rest.patch("/v1/merchant", Map.of("bankAccount", Map.of("iban", "DK5000400440116243")))
        .expect(200);
    rest.patch(
            "/v1/customers/" + customer,
            Map.of("bankAccount", Map.of("accountNumber", "98765432109")))
        .expect(200);
    rest.sendAs(
            "application/xml",
            "POST",
            "/v1/bank-statements",
            new BankFile("2026-03-02", 0)
                .with("1", 40_000, reference, mark)
                .of("DK5000400440116243"))
        .expect(201);
    rest.post(
            "/v1/customers/" + customer + "/balance/refund",
            Map.of("currency", "DKK", "amount", 50))
        .expect(201);
    String file = rest.post("/v1/transfer-files", Map.of()).expect(201).id();
    String path = "/v1/subscriptions/" + subscription;
    rest.send(
            "POST",
            path + "/pauses",
            "{\"from\": \"2026-03-11\", \"to\": \"2026-03-12\", \"reason\": \"" + mark + "\"}",
            "Idempotency-Key",
            "pause-" + customer)
        .expect(201);
    rest.put(path + "/cancellation", Map.of("when", "IMMEDIATELY", "reason", mark)).expect(200);
    rest.post("/v1/invoices/" + invoice + "/write-off", Map.of("reason", mark));
    assertThat(tablesWith(mark)).contains("customer", "subscription", "payment", "history");

    rest.send(
            "DELETE",
            "/v1/customers/" + customer + "/personal-data",
            null,
            "Idempotency-Key",
            "erase-" + customer)
        .expect(200);

    assertThat(tablesWith(mark)).as("what the bank sent is a voucher").containsExactly("bank_file");
    assertThat(tablesWith("98765432109")).isEmpty();
    rest.send("GET", "/v1/transfer-files/" + file, null, "Accept", "application/xml")
        .problem(409, "personal_data_deleted");
    // What is left can be read, and says who did what when.
    assertThat(rest.get(path).expect(200).json().get("externalRef").isNull()).isTrue();
    assertThat(rest.all(path + "/history")).isNotEmpty();
  }

  private static List<String> tablesWith(String mark) {
    return OneTakt.database()
        .sql(
            """
            select table_name::text from information_schema.tables
            where table_type = 'BASE TABLE' and table_schema = current_schema()
              and query_to_xml(format(
                'select 1 from %I t where t::text like %L or t::text like %L limit 1',
                table_name, '%' || :mark || '%',
                '%' || encode(convert_to(:mark, 'UTF8'), 'hex') || '%'), true, true, '')::text like '%<row%'
            """)
        .param("mark", mark)
        .query(String.class)
        .list();
  }

  /**
   * Twenty customers who are signed up and given a group and a card while their data is deleted.
   */
  @Test
  void nobodyWhoseDataWasDeletedGetsAnythingNew() throws Exception {
    var story = Story.from("2026-02-20", merchant);
    String plan = story.monthly();
    for (int race = 0; race < 20; race++) {
      String customer = story.customer("tok_ok");
      String path = "/v1/customers/" + customer;
      Map<String, Callable<Answer>> asked = new LinkedHashMap<>();
      asked.put("erase", () -> rest.delete(path + "/personal-data"));
      asked.put(
          "signUp",
          () ->
              rest.post(
                  "/v1/subscriptions",
                  Map.of("customerId", customer, "planId", plan, "startDate", "2026-02-20")));
      asked.put("change", () -> rest.patch(path, Map.of("externalRef", "late")));
      asked.put(
          "group",
          () ->
              rest.post(
                  "/v1/groups",
                  Map.of("customerId", customer, "unit", "MONTH", "anchor", "2026-03-01")));
      asked.put(
          "card",
          () ->
              rest.post(
                  path + "/payment-methods", Map.of("gateway", "sandbox", "token", "tok_ok")));
      Map<String, Answer> answers = together(asked);

      boolean erased = !rest.get(path).json().get("erasedAt").isNull();
      assertThat(answers.get("erase").status()).as("race " + race).isEqualTo(erased ? 200 : 409);
      assertThat(answers.get("signUp").status() == 201).as("race " + race).isEqualTo(!erased);
      if (erased) {
        assertThat(rest.all("/v1/subscriptions?customerId=" + customer)).isEmpty();
        assertThat(rest.get(path).json().get("externalRef").isNull()).isTrue();
        assertThat(rest.get(path + "/payment-methods").json().get("data"))
            .allMatch(method -> method.get("status").asString().equals("REMOVED"));
      }
    }
  }

  private static Map<String, Answer> together(Map<String, Callable<Answer>> asked)
      throws Exception {
    Map<String, Answer> answers = new LinkedHashMap<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var given = threads.invokeAll(asked.values()).iterator();
      for (String name : asked.keySet()) {
        answers.put(name, given.next().get());
      }
    }
    return answers;
  }

  private static Map<String, Object> nothing(String field) {
    Map<String, Object> change = new HashMap<>();
    change.put(field, null);
    return change;
  }
}
