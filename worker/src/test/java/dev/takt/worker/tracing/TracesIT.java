package dev.takt.worker.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.api.access.Tenancy;
import dev.takt.worker.RunningTakt;
import dev.takt.worker.settings.Settings;
import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.OneTakt;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import dev.takt.worker.tracing.Collector.SpanSeen;
import io.opentelemetry.api.OpenTelemetry;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One request is one trace: REST, workflow, activity, SQL. And none where nobody asked for it. */
class TracesIT {
  @TempDir static Path folder;
  private static Collector collector;
  private static RunningTakt takt;

  private Story story;

  @BeforeAll
  static void start() {
    // Programs of PostgreSQL are unpacked once in a process, into the folder of the first Takt: it
    // must not be one that is deleted while others run.
    OneTakt.address();
    collector = new Collector();
    takt =
        new RunningTakt(
            Map.of(
                "TAKT_PORT",
                "0",
                "TAKT_DATA",
                folder.resolve("data").toString(),
                "TAKT_DEMO",
                "false",
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                collector.address().toString()),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    takt.start();
  }

  @BeforeEach
  void open() {
    story =
        Story.from(
            "2026-02-20",
            TestMerchant.open(
                new Rest("http://localhost:" + takt.port(), Settings.DEMO_TOKEN), Map.of()));
  }

  @AfterAll
  static void stop() {
    if (takt != null) {
      takt.close();
    }
    collector.close();
  }

  @Test
  void aSignUpIsOneTraceFromTheRequestToTheLastStatement() {
    String trace = newTrace();
    String subscription = signUp(story, trace).id();

    List<SpanSeen> spans =
        collected(trace, list -> has(list, "jdbc.query[0]") && named(list, "collect"));

    SpanSeen request = only(spans, "http post /v1/subscriptions");
    assertThat(request.parent()).isEqualTo(CALLER);
    assertThat(request.attributes()).containsEntry("status", "201");
    SpanSeen asked = only(spans, "start Subscription and update signUp");
    assertThat(asked.parent()).isEqualTo(request.id());
    SpanSeen workflow = only(spans, "Subscription");
    assertThat(workflow.parent()).isEqualTo(asked.id());
    assertThat(workflow.attributes())
        .containsEntry(
            "temporal.workflow.id", "subscription/" + story.merchant().id() + "/" + subscription);
    // The first month is billed and paid at once: a local activity, a normal one.
    for (String activity : List.of("signUp", "collect")) {
      List<SpanSeen> done = spans.stream().filter(span -> span.name().equals(activity)).toList();
      assertThat(done)
          .as(activity)
          .isNotEmpty()
          .allMatch(span -> span.parent().equals(workflow.id()));
      List<String> ids = done.stream().map(SpanSeen::id).toList();
      assertThat(spans.stream().filter(span -> ids.contains(span.parent())).map(TracesIT::sql))
          .as("the statements of " + activity)
          .anyMatch(sql -> sql.startsWith("insert into"));
    }
    Books.of(story.rest()).mustAgree();
  }

  @Test
  void whatAnUpdateBringsAboutIsInItsTraceAndNotInTheOneOfTheSignUp() {
    String begun = newTrace();
    String subscription = signUp(story, begun).id();
    story.on("2026-03-05");
    String later = newTrace();
    story
        .rest()
        .send(
            "POST",
            "/v1/subscriptions/" + subscription + "/pauses",
            "{\"from\":\"2026-03-11\",\"to\":\"2026-04-21\"}",
            "traceparent",
            "00-" + later + "-" + CALLER + "-01")
        .expect(201);
    List<SpanSeen> spans = collected(later, list -> named(list, "Subscription.apply"));

    SpanSeen handler = only(spans, "Subscription.apply");
    assertThat(spans)
        .anyMatch(span -> span.name().equals("record") && span.parent().equals(handler.id()));
    assertThat(collector.ofTrace(begun)).noneMatch(span -> span.name().equals("record"));
  }

  @Test
  void tracesTellOfNobody() {
    signUp(story, newTrace());
    String trace = newTrace();
    story
        .rest()
        .send(
            "POST",
            "/v1/customers",
            "{\"name\":\"Ragnhild Ukendt\",\"email\":\"ragnhild@example.com\"}",
            "traceparent",
            "00-" + trace + "-" + CALLER + "-01")
        .expect(201);
    new Rest("http://localhost:" + takt.port(), "")
        .send(
            "GET", "/pay/tok-of-a-link", null, "traceparent", "00-" + trace + "-" + CALLER + "-01");
    List<SpanSeen> spans = collected(trace, list -> list.stream().anyMatch(TracesIT::isPay));

    assertThat(spans).anyMatch(span -> sql(span).startsWith("INSERT INTO \"customer\""));
    assertThat(collector.everything())
        .doesNotContain("Ragnhild", "ragnhild", "Kunde", "example.com", "tok-of-a-link", "tok_ok")
        .doesNotContain(story.rest().key());
    Set<String> keys =
        collector.all().stream()
            .flatMap(span -> span.attributes().keySet().stream())
            .filter(key -> !key.startsWith("jdbc.query["))
            .collect(Collectors.toSet());
    assertThat(keys)
        .isSubsetOf(
            "method",
            "uri",
            "status",
            "outcome",
            "exception",
            "error.type",
            "temporal.workflow.id",
            "temporal.run.id",
            "temporal.activity.attempt");
  }

  /** Tracing lies over the pool; what binds a request to its tenant must lie beneath it. */
  @Test
  void requestsStillSeeOneTenant() throws Exception {
    signUp(story, newTrace());
    String other =
        TestMerchant.open(
                new Rest("http://localhost:" + takt.port(), Settings.DEMO_TOKEN), Map.of())
            .id();
    JdbcClient database = takt.started().getBean(JdbcClient.class);
    List<String> seen = new ArrayList<>();
    Tenancy.within(
        story.merchant().id() + "/test",
        () -> seen.addAll(database.sql("select id from merchant").query(String.class).list()));

    assertThat(seen).containsExactly(story.merchant().id()).doesNotContain(other);
    assertThat(new Rest("http://localhost:" + takt.port(), "").get("/metrics").body())
        .contains("hikaricp_connections_active");
  }

  @Test
  void byDefaultThereAreNone() {
    Story untraced = Story.from("2026-02-20");
    String subscription = signUp(untraced, newTrace()).id();

    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(() -> OneTakt.bean(OpenTelemetry.class)))
        .isInstanceOf(NoSuchBeanDefinitionException.class);
    assertThat(OneTakt.bean(javax.sql.DataSource.class).getClass().getName())
        .as("nothing lies over the pool but what binds it")
        .startsWith("dev.takt.worker.security.TenantConnections");
    String workflow = "subscription/" + untraced.merchant().id() + "/" + subscription;
    assertThat(headers(OneTakt.workflows(), workflow)).isEmpty();
    assertThat(
            headers(
                takt.started().getBean(WorkflowClient.class),
                "subscription/" + story.merchant().id() + "/" + signUp(story, newTrace()).id()))
        .containsOnly("takt-trace-traceparent");
  }

  /** What stands in the headers of a workflow's history. */
  private static Set<String> headers(WorkflowClient client, String workflow) {
    return client.fetchHistory(workflow).getEvents().stream()
        .filter(HistoryEvent::hasWorkflowExecutionStartedEventAttributes)
        .flatMap(
            event ->
                event
                    .getWorkflowExecutionStartedEventAttributes()
                    .getHeader()
                    .getFieldsMap()
                    .keySet()
                    .stream())
        .collect(Collectors.toSet());
  }

  // The span of whoever called, and the trace of each story.

  private static final String CALLER = "00f067aa0ba902b7";

  private static String newTrace() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static Answer signUp(Story story, String trace) {
    String body =
        Answer.JSON.writeValueAsString(
            Map.of(
                "customerId", story.customer("tok_ok"),
                "planId", story.monthly(),
                "startDate", "2026-02-20"));
    return story
        .rest()
        .send(
            "POST", "/v1/subscriptions", body, "traceparent", "00-" + trace + "-" + CALLER + "-01")
        .expect(201);
  }

  private static boolean isPay(SpanSeen span) {
    return span.name().startsWith("http get /pay");
  }

  private static String sql(SpanSeen span) {
    return span.attributes().getOrDefault("jdbc.query[0]", "");
  }

  private static boolean has(List<SpanSeen> spans, String attribute) {
    return spans.stream().anyMatch(span -> span.attributes().containsKey(attribute));
  }

  private static boolean named(List<SpanSeen> spans, String name) {
    return spans.stream().anyMatch(span -> span.name().equals(name));
  }

  private static SpanSeen only(List<SpanSeen> spans, String name) {
    List<SpanSeen> found = spans.stream().filter(span -> span.name().equals(name)).toList();
    assertThat(found).as(name + " among " + spans.stream().map(SpanSeen::name).toList()).hasSize(1);
    return found.getFirst();
  }

  /** They are sent every few seconds, those of one trace not all at once. */
  private static List<SpanSeen> collected(String trace, Predicate<List<SpanSeen>> enough) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (!enough.test(collector.ofTrace(trace)) && System.nanoTime() < deadline) {
      sleep(300);
    }
    // And one round more, for what was still under way.
    sleep(6_000);
    assertThat(enough.test(collector.ofTrace(trace)))
        .as("enough of " + collector.ofTrace(trace))
        .isTrue();
    return collector.ofTrace(trace);
  }

  private static void sleep(long milliseconds) {
    try {
      TimeUnit.MILLISECONDS.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
