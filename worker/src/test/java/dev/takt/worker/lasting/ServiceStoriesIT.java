package dev.takt.worker.lasting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.faults.Bench;
import dev.takt.worker.faults.Insistence;
import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import dev.takt.worker.stories.Told;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Takt on a lasting Temporal, and what an operator does to it with the {@code temporal} program:
 * finds, reads, signals, resets and terminates workflows. None of it bills anything twice.
 */
@NeedsTemporal
class ServiceStoriesIT {
  @TempDir static Path folder;
  private static Bench bench;

  @BeforeAll
  static void start() {
    bench = Bench.in(folder);
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  private final Story story =
      Story.from("2026-02-20", TestMerchant.open(bench.operator(), Map.of()));

  /** Of 310.00 a month from 1 March, with a card that works. */
  private String subscribed() {
    return story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-03-01");
  }

  /** Lets time pass; what was sent to a worker that is gone may have to be asked again. */
  private void on(String date) {
    Insistence.on(
        story.rest(),
        "POST",
        "/v1/test-clocks/" + story.clock() + "/advance",
        "{\"to\":\"" + story.noon(date) + "\"}");
    story.awaitReady();
  }

  private String workflowOf(String subscription) {
    return story.subscription(subscription).text("workflowId");
  }

  private static String temporal(String... arguments) {
    return bench.temporal().command().run(arguments);
  }

  private static JsonNode json(String... arguments) {
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("-o", "json")).toArray(String[]::new);
    return Answer.JSON.readTree(temporal(all));
  }

  private static String status(String workflow) {
    return json("workflow", "describe", "-w", workflow)
        .at("/workflowExecutionInfo/status")
        .asString();
  }

  private Answer post(String path, Map<String, ?> body) {
    return story.rest().post(path, body);
  }

  private List<String> told(String subscription) {
    return story.invoices(subscription).stream()
        .map(
            invoice ->
                invoice.get("issueDate").asString()
                    + " "
                    + Told.money(invoice.get("total").asLong())
                    + " "
                    + invoice.get("status").asString())
        .toList();
  }

  @Test
  void aWholeLife() {
    String subscription = subscribed();
    String path = "/v1/subscriptions/" + subscription;
    String workflow = workflowOf(subscription);
    on("2026-03-05");
    post(path + "/changes", Map.of("price", 40_000, "when", "NEXT_PERIOD")).good();
    on("2026-04-02");
    post(path + "/pauses", Map.of("from", "2026-04-11", "to", "2026-04-21")).expect(201);
    on("2026-05-05");
    assertThat(status(workflow)).endsWith("RUNNING");
    story.rest().put(path + "/cancellation", Map.of("when", "END_OF_PERIOD")).good();
    on("2026-06-02");
    // 400.00 for May, less the 11th to the 20th of the 30 days of April: 266.67 less 133.33.
    assertThat(told(subscription))
        .containsExactly(
            "2026-03-01 310.00 PAID", "2026-04-01 400.00 PAID", "2026-05-01 266.66 PAID");
    assertThat(story.subscription(subscription).text("status")).isEqualTo("ENDED");
    Insistence.until("it is over", () -> status(workflow).endsWith("COMPLETED"));
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void theProgramSignalsASubscription() {
    String subscription = subscribed();
    String workflow = workflowOf(subscription);
    on("2026-03-05");
    signal(
        workflow, "pause", "{\"requestId\":\"r1\",\"from\":\"2026-03-11\",\"to\":\"2026-04-21\"}");
    Insistence.until(
        "there is a pause", () -> !story.subscription(subscription).json().get("pauses").isEmpty());
    signal(
        workflow, "pause", "{\"requestId\":\"r2\",\"from\":\"2026-04-01\",\"to\":\"2026-05-01\"}");
    Insistence.until(
        "an operator reads that it was refused",
        () -> temporal("workflow", "metadata", "-w", workflow).contains("Refused signal pause"));
    assertThat(story.rest().all("/v1/subscriptions/" + subscription + "/history").getLast())
        .asString()
        .contains("pause_overlaps");
    on("2026-05-02");
    assertThat(told(subscription))
        .containsExactly(
            "2026-03-01 310.00 PAID", "2026-04-21 0.00 PAID", "2026-05-01 203.33 PAID");
    Books.of(story.rest()).mustAgree();
  }

  private static void signal(String workflow, String name, String input) {
    temporal("workflow", "signal", "-w", workflow, "--name", name, "--input", input);
  }

  @Test
  void operatorsFindSubscriptionsByWhatTheyAre() {
    String active = subscribed();
    String paused = subscribed();
    String customer = story.subscription(active).text("customerId");
    on("2026-03-05");
    post(
            "/v1/subscriptions/" + paused + "/pauses",
            Map.of("from", "2026-03-11", "to", "2026-06-01"))
        .expect(201);
    on("2026-03-12");
    String merchant = "TaktMerchant = '" + story.merchant().id() + "'";
    mustFind(merchant + " AND TaktStatus = 'ACTIVE'", active);
    mustFind(merchant + " AND TaktStatus = 'PAUSED'", paused);
    mustFind("TaktCustomer = '" + customer + "'", active);
    mustFind(merchant + " AND TaktNextBilling < '2026-04-02T00:00:00Z'", active);
    mustFind(merchant + " AND TaktInDunning = false", active, paused);
    mustFind(merchant + " AND TaktInDunning = true");
    // And they wake all that they find.
    temporal(
        "workflow", "signal", "--query", merchant, "--name", "wake", "--reason", "a test", "--yes");
    on("2026-04-02");
    assertThat(told(active)).containsExactly("2026-03-01 310.00 PAID", "2026-04-01 310.00 PAID");
  }

  /** Visibility comes a moment later. */
  private void mustFind(String query, String... subscriptions) {
    List<String> expected = Stream.of(subscriptions).map(this::workflowOf).sorted().toList();
    Insistence.until(
        query + " finds " + expected,
        () ->
            json("workflow", "list", "--query", query)
                .valueStream()
                .map(found -> found.at("/execution/workflowId").asString())
                .sorted()
                .toList()
                .equals(expected));
  }

  @Test
  void operatorsReadWhatIsNextInWords() {
    String onClock = subscribed();
    on("2026-03-05");
    assertThat(temporal("workflow", "metadata", "-w", workflowOf(onClock)))
        .contains("was paid: 31000 minor units")
        .contains("Next: the bill of 2026-04-01");

    // In live time there is a timer, and it says what it is for.
    String customer = live("/v1/customers", Map.of("name", "Karen", "email", "k@example.com"));
    live(
        "/v1/customers/" + customer + "/payment-methods",
        Map.of("gateway", "sandbox", "token", "tok_ok"));
    String subscription =
        live(
            "/v1/subscriptions",
            Map.of("customerId", customer, "planId", story.monthly(), "startDate", "2040-01-01"));
    JsonNode history = json("workflow", "show", "-w", workflowOf(subscription));
    List<String> summaries =
        history
            .get("events")
            .valueStream()
            .filter(event -> event.get("eventType").asString().endsWith("TIMER_STARTED"))
            .map(event -> event.at("/userMetadata/summary/data").asString())
            .map(data -> new String(Base64.getDecoder().decode(data)))
            .toList();
    assertThat(summaries).containsExactly("\"service starts on 2040-01-01\"");
  }

  private String live(String path, Map<String, ?> body) {
    return post(path, body).expect(201).id();
  }

  @Test
  void aResetBillsNothingTwice() {
    String subscription = subscribed();
    String workflow = workflowOf(subscription);
    on("2026-05-02");
    List<String> before = told(subscription);
    assertThat(before).hasSize(3);
    temporal(
        "workflow", "reset", "-w", workflow, "--type", "FirstWorkflowTask", "--reason", "a test");
    on("2026-06-02");
    assertThat(told(subscription)).startsWith(before.toArray(String[]::new)).hasSize(4);
    temporal(
        "workflow", "reset", "-w", workflow, "--type", "LastWorkflowTask", "--reason", "a test");
    post(
            "/v1/subscriptions/" + subscription + "/pauses",
            Map.of("from", "2026-06-11", "to", "2026-06-21"))
        .expect(201);
    on("2026-07-02");
    assertThat(told(subscription)).hasSize(5).endsWith("2026-07-01 206.66 PAID");
    assertThat(story.charges(story.subscription(subscription).text("customerId"))).hasSize(5);
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void whatWasTerminatedIsAdoptedAgain() {
    String subscription = subscribed();
    String workflow = workflowOf(subscription);
    on("2026-03-05");
    temporal("workflow", "terminate", "-w", workflow, "--reason", "a test");
    Map<String, String> pause = Map.of("from", "2026-03-11", "to", "2026-04-21");
    post("/v1/subscriptions/" + subscription + "/pauses", pause).problem(503, "unavailable");
    bench.worker().stop();
    bench.startWorkersWith(Map.of("TAKT_ADOPT_AGAIN", "true"));
    bench.replaceWorker();
    bench.startWorkersWith(Map.of());
    assertThat(status(workflow)).endsWith("RUNNING");
    Insistence.on(
        story.rest(),
        "POST",
        "/v1/subscriptions/" + subscription + "/pauses",
        Answer.JSON.writeValueAsString(pause));
    on("2026-05-02");
    assertThat(told(subscription))
        .containsExactly(
            "2026-03-01 310.00 PAID", "2026-04-21 0.00 PAID", "2026-05-01 203.33 PAID");
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void withoutAWorkerARequestIsToBeAskedAgainAndIsThenDoneOnce() {
    String subscription = subscribed();
    String path = "/v1/subscriptions/" + subscription + "/pauses";
    on("2026-03-05");
    bench.worker().stop();
    String body = "{\"from\":\"2026-03-11\",\"to\":\"2026-04-21\"}";
    Answer away = story.rest().send("POST", path, body, "Idempotency-Key", "away");
    away.problem(503, "unavailable");
    assertThat(away.headers().firstValue("Retry-After")).isPresent();
    // It is still listened to: what is needed is read from the books.
    story.subscription(subscription);
    bench.replaceWorker();
    Insistence.until(
        "it is granted",
        () -> story.rest().send("POST", path, body, "Idempotency-Key", "away").status() == 201);
    assertThat(story.subscription(subscription).json().get("pauses").size()).isEqualTo(1);
    on("2026-05-02");
    assertThat(told(subscription))
        .containsExactly(
            "2026-03-01 310.00 PAID", "2026-04-21 0.00 PAID", "2026-05-01 203.33 PAID");
    Books.of(story.rest()).mustAgree();
  }
}
