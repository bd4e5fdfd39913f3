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
import java.time.LocalDate;
import java.time.ZoneId;
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
 * What an operator does to debts and groups with the {@code temporal} program: finds, reads,
 * signals and resets them. None of it charges anything twice.
 */
@NeedsTemporal
class DebtsAndGroupsIT {
  @TempDir static Path folder;
  private static Bench bench;

  private final Story story =
      Story.from("2026-02-20", TestMerchant.open(bench.operator(), Map.of()));

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

  @Test
  void debtsAreFoundByWhyTheyAreUnpaidAndSayWhereTheyStand() {
    String customer = story.customer("tok_insufficient_funds");
    String owing = story.subscribe(customer, story.monthly(), "2026-03-01");
    String paying = story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-03-01");
    on("2026-03-02");
    String debt = debtOf(owing);
    String merchant = "TaktMerchant = '" + story.merchant().id() + "'";

    mustFind(merchant + " AND TaktInDunning = true", workflowOf(owing));
    mustFind(
        merchant + " AND TaktInDunning = false AND WorkflowType = 'Subscription'",
        workflowOf(paying));
    mustFind(merchant + " AND WorkflowType = 'Dunning' AND TaktReason = 'NO_FUNDS'", debt);
    mustFind(
        "TaktCustomer = '" + customer + "' AND WorkflowType = 'Dunning' AND TaktStatus = 'OPEN'",
        debt);
    assertThat(details(debt))
        .contains("OPEN, NO_FUNDS, 31000 minor units due")
        .contains("Next: ")
        .contains("at 2026-03-");

    // Whoever is unsure has it look again: nothing has changed.
    signal(debt, "look");
    Insistence.until("it waits again", () -> details(debt).contains("Next: "));
    assertThat(story.charges(customer)).hasSize(1);

    // Paid by bank: it ends, and the subscription is not in dunning any more.
    story
        .rest()
        .post(
            "/v1/invoices/" + invoice(owing) + "/payments",
            Map.of("amount", 31_000, "receivedOn", "2026-03-02"))
        .good();
    mustFind(merchant + " AND TaktInDunning = true");
    Insistence.until(
        "its workflow has ended",
        () ->
            json("workflow", "describe", "-w", debt)
                .at("/workflowExecutionInfo/status")
                .asString()
                .endsWith("COMPLETED"));
    Books.of(story.rest()).mustAgree();
  }

  /** In live time there is a timer, and it says what it is for. */
  @Test
  void aDebtsTimerSaysWhatItWaitsFor() {
    String customer =
        created("/v1/customers", Map.of("name", "Karen", "email", "karen@example.com"));
    created(
        "/v1/customers/" + customer + "/payment-methods",
        Map.of("gateway", "sandbox", "token", "tok_insufficient_funds"));
    String yesterday = LocalDate.now(ZoneId.of("Europe/Copenhagen")).minusDays(1).toString();
    String subscription =
        created(
            "/v1/subscriptions",
            Map.of("customerId", customer, "planId", story.monthly(), "startDate", yesterday));
    Insistence.until(
        "there is a debt",
        () -> !story.rest().all("/v1/dunning-cases?invoiceId=" + invoice(subscription)).isEmpty());

    Insistence.until(
        "its timer says that the card is tried again, or what is sent before",
        () ->
            timers(debtOf(subscription)).stream()
                .anyMatch(
                    text -> text.contains("the card is tried again") || text.contains("message ")));
  }

  @Test
  void aDebtThatIsResetIsTriedNoMoreOften() {
    String subscription =
        story.subscribe(story.customer("tok_fail_2_then_ok"), story.monthly(), "2026-03-01");
    on("2026-03-03");
    String debt = debtOf(subscription);
    String customer = story.subscription(subscription).text("customerId");
    int tries = story.charges(customer).size();
    reset(debt, "FirstWorkflowTask");
    Insistence.until("it waits again", () -> details(debt).contains("Next: "));
    assertThat(story.charges(customer)).as("tries after the reset").hasSize(tries);

    on("2026-03-20");
    reset(debt, "LastWorkflowTask");
    reset(workflowOf(subscription), "FirstWorkflowTask");
    on("2026-04-02");
    assertThat(story.invoices(subscription).stream().map(Told::invoice))
        .allMatch(bill -> bill.contains("PAID"));
    assertThat(
            story.charges(customer).stream()
                .filter(charge -> charge.get("status").asString().equals("CAPTURED")))
        .as("charges that went through: March's and April's")
        .hasSize(2);
    assertThat(story.charges(customer)).hasSize(4);
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void aGroupIsFoundAndReadAndAResetBillsNothingTwice() {
    String customer = story.customer("tok_ok");
    String one = story.subscribe(customer, story.monthly(), "2026-03-01");
    String other = story.subscribe(customer, story.monthly(), "2026-03-05");
    on("2026-03-06");
    String group =
        created(
            "/v1/groups",
            Map.of(
                "customerId",
                customer,
                "unit",
                "MONTH",
                "anchor",
                "2026-04-01",
                "members",
                List.of(one, other)));
    String workflow = "group/" + story.merchant().id() + "/" + group;
    String merchant = "TaktMerchant = '" + story.merchant().id() + "'";
    mustFind(merchant + " AND WorkflowType = 'BillingGroup' AND TaktStatus = 'ACTIVE'", workflow);
    mustFind(
        merchant
            + " AND WorkflowType = 'BillingGroup' AND TaktNextBilling < '2026-04-02T00:00:00Z'",
        workflow);
    assertThat(details(workflow)).contains("Next: the joint bill of 2026-04-01");

    on("2026-05-02");
    assertThat(details(workflow))
        .contains("was paid: ")
        .contains("Next: the joint bill of 2026-06-01");
    List<String> before = documents(customer);
    reset(workflow, "FirstWorkflowTask");
    reset(workflowOf(one), "FirstWorkflowTask");
    signal(workflow, "wake");
    on("2026-06-02");
    reset(workflow, "LastWorkflowTask");
    on("2026-07-02");

    assertThat(documents(customer)).startsWith(before.toArray(String[]::new));
    assertThat(documents(customer)).as("two months more, jointly").hasSize(before.size() + 2);
    assertThat(story.charges(customer))
        .hasSameSizeAs(documents(customer).stream().filter(d -> !d.endsWith(" 0")).toList());
    Books.of(story.rest()).mustAgree();
  }

  /** Date and amount of all that a customer was billed for. */
  private List<String> documents(String customer) {
    return story.rest().all("/v1/invoices?customerId=" + customer).stream()
        .map(i -> i.get("issueDate").asString() + " " + i.get("total").asLong())
        .toList();
  }

  private void on(String date) {
    Insistence.on(
        story.rest(),
        "POST",
        "/v1/test-clocks/" + story.clock() + "/advance",
        "{\"to\":\"" + story.noon(date) + "\"}");
    story.awaitReady();
  }

  private String created(String path, Map<String, ?> body) {
    return story.rest().post(path, body).expect(201).id();
  }

  private String workflowOf(String subscription) {
    return story.subscription(subscription).text("workflowId");
  }

  private String invoice(String subscription) {
    return story.invoices(subscription).getFirst().get("id").asString();
  }

  private String debtOf(String subscription) {
    return "dunning/" + story.merchant().id() + "/" + invoice(subscription);
  }

  private static String temporal(String... arguments) {
    return bench.temporal().command().run(arguments);
  }

  private static JsonNode json(String... arguments) {
    return Answer.JSON.readTree(
        temporal(
            Stream.concat(Stream.of(arguments), Stream.of("-o", "json")).toArray(String[]::new)));
  }

  private static void signal(String workflow, String name) {
    temporal("workflow", "signal", "-w", workflow, "--name", name);
  }

  private static void reset(String workflow, String type) {
    temporal("workflow", "reset", "-w", workflow, "--type", type, "--reason", "a test");
  }

  private static String details(String workflow) {
    return temporal("workflow", "metadata", "-w", workflow);
  }

  private static List<String> timers(String workflow) {
    return json("workflow", "show", "-w", workflow)
        .get("events")
        .valueStream()
        .filter(event -> event.get("eventType").asString().endsWith("TIMER_STARTED"))
        .map(event -> event.at("/userMetadata/summary/data").asString())
        .map(data -> new String(Base64.getDecoder().decode(data)))
        .toList();
  }

  /** Visibility comes a moment later. */
  private static void mustFind(String query, String... workflows) {
    List<String> expected = Stream.of(workflows).sorted().toList();
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
}
