package dev.takt.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.OneTakt;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import dev.takt.workflows.workflow.Queues;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a running Takt tells Prometheus. */
class MetricsIT {
  private static final Pattern NAME = Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)[{ ]");

  @Test
  void everyMetricOfTheAlertsAndTheDashboardIsServed() {
    List<String> expressions = new ArrayList<>(Observability.panels());
    Observability.alerts().values().forEach(alert -> expressions.add(alert.expression()));
    SortedSet<String> named = new TreeSet<>();
    expressions.forEach(expression -> named.addAll(Observability.metrics(expression)));
    assertThat(named).hasSizeGreaterThan(15);

    renewAndBreakDown();
    WorkflowStub broken = workflowThatCannotDecide();
    try {
      await(() -> served().containsAll(named));
    } finally {
      broken.terminate("the test has seen it");
    }

    assertThat(served()).containsAll(named);
    // An alert tells a program that does not fit its histories from what is tried again.
    assertThat(metrics()).contains("failure_reason=\"");
  }

  @Test
  void chargesAndInvoicesAreCountedByOutcomeAndTellOfNoMerchant() {
    double paid = value("takt_charges_total{outcome=\"paid\"");
    double declined = value("takt_charges_total{outcome=\"declined\"");
    double invoices = value("takt_invoices_issued_total");
    Story story = Story.from("2026-03-01");
    story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-03-01");
    story.subscribe(story.customer("tok_insufficient_funds"), story.monthly(), "2026-03-01");
    story.on("2026-04-02");

    // Others may be charged meanwhile by what runs beside this test, never fewer.
    assertThat(value("takt_charges_total{outcome=\"paid\"")).isGreaterThanOrEqualTo(paid + 2);
    assertThat(value("takt_charges_total{outcome=\"declined\""))
        .isGreaterThanOrEqualTo(declined + 2);
    assertThat(value("takt_invoices_issued_total")).isGreaterThanOrEqualTo(invoices + 4);
    assertThat(metrics()).doesNotContain(story.merchant().id(), "example.com", "Bladet");
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void anInvoiceThatIsPastDueInTheWorldsTimeIsSeenAndOneOnATestClockIsNot() {
    await(() -> served().contains("takt_invoices_past_due"));
    double before = value("takt_invoices_past_due");
    Story onAClock = Story.from("2020-01-01");
    onAClock.subscribe(
        onAClock.customer("tok_insufficient_funds"), onAClock.monthly(), "2020-01-01");

    String subscription = unpaidInLiveTime();
    int changed =
        OneTakt.database()
            .sql("update invoice set due_date = due_date - 1 where subscription_id = :id")
            .param("id", subscription)
            .update();
    assertThat(changed).isEqualTo(1);

    await(() -> value("takt_invoices_past_due") == before + 1);
    assertThat(value("takt_invoices_past_due")).isEqualTo(before + 1);
  }

  @Test
  void aDebtIsCountedByItsReasonAndSeenWhereItStandsStill() {
    await(() -> served().contains("takt_dunning_stuck"));
    String open = "takt_dunning_open{reason=\"NO_FUNDS\"";
    double openBefore = value(open);
    double stuckBefore = value("takt_dunning_stuck");
    String subscription = unpaidInLiveTime();
    await(() -> value(open) == openBefore + 1);
    assertThat(value(open)).isEqualTo(openBefore + 1);
    assertThat(value("takt_dunning_open{reason=\"CONFIGURATION\"")).isZero();

    int changed =
        OneTakt.database()
            .sql(
                """
                update dunning_case set next_due_at = now() - interval '2 hours'
                where invoice_id in (select id from invoice where subscription_id = :id)
                """)
            .param("id", subscription)
            .update();
    assertThat(changed).isEqualTo(1);
    await(() -> value("takt_dunning_stuck") == stuckBefore + 1);
    assertThat(value("takt_dunning_stuck")).isEqualTo(stuckBefore + 1);
    assertThat(value("takt_dunning_lag_seconds")).isGreaterThan(7_000);
  }

  @Test
  void healthSaysThatThereAreWorkers() {
    Rest anybody = Rest.with("");
    assertThat(anybody.get("/health").expect(200).text("workers")).isEqualTo("UP");
    assertThat(anybody.get("/health/ready").expect(200).text("workers")).isEqualTo("UP");
  }

  /** A subscription whose first bill, two months ago, was declined; answers with it. */
  private static String unpaidInLiveTime() {
    Rest rest = TestMerchant.open().test();
    String customer =
        rest.post("/v1/customers", Map.of("name", "Kunde", "email", "kunde@example.com"))
            .expect(201)
            .id();
    rest.post(
            "/v1/customers/" + customer + "/payment-methods",
            Map.of("gateway", "sandbox", "token", "tok_insufficient_funds"))
        .expect(201);
    String plan =
        rest.post(
                "/v1/plans",
                Map.of(
                    "code",
                    "yearly",
                    "name",
                    "Avisen",
                    "unit",
                    "YEAR",
                    "price",
                    100_00,
                    "currency",
                    "DKK"))
            .expect(201)
            .id();
    LocalDate longAgo = LocalDate.now(ZoneId.of("Europe/Copenhagen")).minusMonths(2);
    return rest.post(
            "/v1/subscriptions",
            Map.of("customerId", customer, "planId", plan, "startDate", longAgo.toString()))
        .expect(201)
        .id();
  }

  private static void renewAndBreakDown() {
    Story story = Story.from("2026-02-20");
    story.subscribe(story.customer("tok_timeout_after_capture"), story.monthly(), "2026-03-01");
    story.on("2026-03-02");
  }

  private static WorkflowStub workflowThatCannotDecide() {
    WorkflowStub workflow =
        OneTakt.workflows()
            .newUntypedWorkflowStub(
                "Subscription",
                WorkflowOptions.newBuilder()
                    .setTaskQueue(Queues.MAIN)
                    .setWorkflowId("metrics-it/cannot-decide")
                    .build());
    workflow.start("not the state of a subscription");
    return workflow;
  }

  private static SortedSet<String> served() {
    return NAME.matcher(metrics())
        .results()
        .map(match -> match.group(1))
        .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
  }

  private static double value(String beginning) {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(beginning))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static String metrics() {
    return Rest.with("").get("/metrics").expect(200).body();
  }

  private static void await(BooleanSupplier condition) {
    // The figures are read every 15 s, Temporal's reported every 10.
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      try {
        TimeUnit.MILLISECONDS.sleep(300);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
