package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document describes what is there, with examples; its page needs no network. */
class DocumentationIT {
  private static final JsonNode DOCUMENT = Rest.with("").get("/v3/api-docs").expect(200).json();

  /** The contract's paths that exist so far; more are welcome. */
  private static final Set<String> CONTRACT =
      Set.of(
          "POST /v1/merchants",
          "GET /v1/merchant",
          "GET /v1/merchant/readiness",
          "POST /v1/bank-statements",
          "GET /v1/bank-entries",
          "POST /v1/bank-entries/{id}/match",
          "POST /v1/bank-entries/{id}/unmatch",
          "POST /v1/bank-entries/{id}/ignore",
          "PATCH /v1/merchant",
          "POST /v1/merchant/api-keys",
          "DELETE /v1/merchant/api-keys/{id}",
          "PUT /v1/merchant/books-closed-through",
          "POST /v1/test-clocks",
          "POST /v1/test-clocks/{id}/advance",
          "GET /v1/test-clocks/{id}",
          "DELETE /v1/test-clocks/{id}",
          "POST /v1/customers",
          "GET /v1/customers",
          "GET /v1/customers/{id}",
          "PATCH /v1/customers/{id}",
          "GET /v1/customers/{id}/balance",
          "POST /v1/customers/{id}/balance/refund",
          "GET /v1/refunds",
          "POST /v1/refunds/{id}/transferred",
          "POST /v1/transfer-files",
          "GET /v1/transfer-files/{id}",
          "DELETE /v1/customers/{id}/personal-data",
          "POST /v1/customers/{id}/payment-methods",
          "GET /v1/customers/{id}/payment-methods",
          "DELETE /v1/customers/{id}/payment-methods/{id}",
          "POST /v1/plans",
          "GET /v1/plans",
          "GET /v1/plans/{id}",
          "POST /v1/plans/{id}/prices",
          "POST /v1/subscriptions",
          "GET /v1/subscriptions",
          "GET /v1/subscriptions/{id}",
          "POST /v1/subscriptions/{id}/pauses",
          "PATCH /v1/subscriptions/{id}/pauses/{id}",
          "DELETE /v1/subscriptions/{id}/pauses/{id}",
          "PUT /v1/subscriptions/{id}/cancellation",
          "DELETE /v1/subscriptions/{id}/cancellation",
          "POST /v1/subscriptions/{id}/changes",
          "GET /v1/subscriptions/{id}/timeline",
          "GET /v1/subscriptions/{id}/history",
          "GET /v1/invoices",
          "GET /v1/invoices/{id}",
          "POST /v1/invoices/{id}/payments",
          "POST /v1/invoices/{id}/retry",
          "POST /v1/invoices/{id}/write-off",
          "GET /v1/payments",
          "GET /v1/credit-notes",
          "GET /v1/events",
          "GET /v1/sandbox/charges",
          "GET /v1/dunning-policies/{id}",
          "PUT /v1/dunning-policies/{id}",
          "GET /v1/dunning-cases",
          "POST /v1/dunning-cases/{id}/hold",
          "POST /v1/dunning-cases/{id}/resume",
          "POST /v1/dunning-cases/{id}/settle",
          "GET /v1/reports/recovery",
          "GET /v1/reports/mrr",
          "GET /v1/reports/aging",
          "GET /v1/reports/deferred-revenue",
          "GET /v1/reports/journal");

  private record Operation(String method, String path, JsonNode described) {
    @Override
    public String toString() {
      return method + " " + path;
    }

    boolean takesJson() {
      return request().isObject();
    }

    JsonNode request() {
      return described.at("/requestBody/content/application~1json");
    }
  }

  private static List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    DOCUMENT
        .get("paths")
        .forEachEntry(
            (path, methods) ->
                methods.forEachEntry(
                    (method, described) ->
                        operations.add(
                            new Operation(method.toUpperCase(Locale.ROOT), path, described))));
    return operations;
  }

  @Test
  void everyPathOfTheContractIsInIt() {
    Set<String> described = new TreeSet<>();
    operations().forEach(one -> described.add(one.toString().replaceAll("\\{\\w+}", "{id}")));
    assertThat(described).containsAll(CONTRACT);
  }

  @Test
  void everyBodyHasASchemaAndAnExample() {
    for (Operation one : operations()) {
      assertThat(one.described().path("summary").asString("")).as(one.toString()).isNotBlank();
      if (one.takesJson()) {
        assertThat(one.request().path("example").isObject()).as("request of " + one).isTrue();
      }
      Set<String> statuses = new TreeSet<>();
      one.described()
          .get("responses")
          .forEachEntry(
              (status, response) -> {
                statuses.add(status);
                JsonNode json = response.at("/content/application~1json");
                if (!json.isMissingNode()) {
                  assertThat(json.path("schema").isEmpty()).as(status + " of " + one).isFalse();
                  assertThat(json.path("example").isContainer()).as(status + " of " + one).isTrue();
                }
              });
      assertThat(statuses).as(one.toString()).contains("default").hasSizeGreaterThan(1);
    }
  }

  /** Whatever ids are in it: the server must know all fields of the example and their types. */
  @Test
  void theServerUnderstandsItsOwnExamples() {
    Rest rest = TestMerchant.open().test();
    for (Operation one : operations()) {
      if (one.takesJson()) {
        Rest caller = one.path().equals("/v1/merchants") ? Rest.operator() : rest;
        String path = one.path().replaceAll("\\{\\w+}", "none");
        Answer answer = caller.send(one.method(), path, one.request().get("example").toString());
        assertThat(answer.status()).as(answer.toString()).isNotIn(400, 401, 405, 415, 500, 503);
      }
    }
  }

  @Test
  void eachReportIsDescribedAsItIs() {
    assertThat(row("/v1/reports/mrr")).contains("opening", "new", "churned", "closing");
    assertThat(row("/v1/reports/aging")).contains("notDue", "over90");
    assertThat(row("/v1/reports/deferred-revenue")).contains("billed", "earned", "deferred");
    assertThat(fields(example("POST", "/v1/merchants", "201"))).contains("apiKey", "liveApiKey");
    assertThat(fields(example("POST", "/v1/merchant/api-keys", "201")))
        .contains("apiKey", "live")
        .doesNotContain("liveApiKey");
  }

  private static Set<String> row(String path) {
    return fields(example("GET", path, "200").get("data").get(0));
  }

  private static JsonNode example(String method, String path, String status) {
    return operations().stream()
        .filter(one -> one.toString().equals(method + " " + path))
        .findFirst()
        .orElseThrow()
        .described()
        .at("/responses/" + status + "/content/application~1json/example");
  }

  private static Set<String> fields(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.forEachEntry((name, value) -> names.add(name));
    return names;
  }

  @Test
  void thePageNeedsNothingFromElsewhere() {
    Rest nobody = Rest.with("");
    Answer page = nobody.get("/docs");
    String place = page.headers().firstValue("Location").orElse("/docs");
    if (page.status() / 100 == 3) {
      page = nobody.get(place.replaceFirst("^http://[^/]*", ""));
    }
    page.expect(200);
    assertThat(page.type()).startsWith("text/html");
    assertThat(page.body()).doesNotContainPattern("(src|href)=\"(https?:)?//");
    var scripts = java.util.regex.Pattern.compile("src=\"([^\"]+)\"").matcher(page.body());
    int found = 0;
    while (scripts.find()) {
      found++;
      String folder = place.replaceFirst("^http://[^/]*", "").replaceFirst("[^/]*$", "");
      nobody.get(folder + scripts.group(1).replaceFirst("^\\./", "")).expect(200);
    }
    assertThat(found).isPositive();
  }

  @Test
  void anInvoiceATimelineAndAJournalComeAsTheyAreAskedFor() {
    var story = Story.from("2026-03-01");
    String subscription = story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-03-01");
    String invoice = "/v1/invoices/" + story.invoices(subscription).getFirst().get("id").asString();
    String timeline = "/v1/subscriptions/" + subscription + "/timeline";
    String journal = "/v1/reports/journal?from=2026-01-01&to=2027-01-01";
    Map<String, String> others =
        Map.of(invoice, "application/pdf", timeline, "image/svg+xml", journal, "text/csv");
    others.forEach(
        (path, type) -> {
          assertThat(accepting(story, path, type).expect(200).type()).startsWith(type);
          for (String json : List.of("application/json", "*/*", "text/html, */*;q=0.8")) {
            assertThat(accepting(story, path, json).expect(200).type())
                .as(path + " " + json)
                .startsWith("application/json");
          }
          accepting(story, path, "image/png").problem(406, "not_acceptable");
        });
  }

  private static Answer accepting(Story story, String path, String type) {
    return story.rest().send("GET", path, null, "Accept", type);
  }
}
