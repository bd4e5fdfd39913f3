package dev.takt.worker.replay;

import dev.takt.worker.RunningTakt;
import dev.takt.worker.demo.TaktClient;
import dev.takt.worker.settings.Settings;
import dev.takt.worker.stories.Rest;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stories are told on: a merchant of a running Takt, and what records what happened. */
final class Stage implements AutoCloseable {
  private static final Path STATES = Path.of("../workflows/src/test/resources");
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  final WorkflowClient workflows;
  final JdbcClient database;
  final String merchantId;
  final TaktClient api;
  private final String address;
  private final String key;
  private int names;

  private Stage(RunningTakt takt, String address, String merchantId, String key) {
    this.workflows = takt.started().getBean(WorkflowClient.class);
    this.database = takt.started().getBean(JdbcClient.class);
    this.address = address;
    this.key = key;
    this.merchantId = merchantId;
    this.api = new TaktClient(address, key, "story");
  }

  static Stage of(RunningTakt takt) {
    String address = "http://localhost:" + takt.port();
    try (var operator = new TaktClient(address, Settings.DEMO_TOKEN, "recording")) {
      var merchant = operator.post("/v1/merchants", Map.of("name", "Recording"));
      return new Stage(takt, address, TaktClient.id(merchant), merchant.get("apiKey").asString());
    }
  }

  /** A merchant of its own, such as one that bills at another time, and its client. */
  TaktClient merchant(Map<String, Object> particulars) {
    Map<String, Object> body = new HashMap<>(Map.of("name", "Recording"));
    body.putAll(particulars);
    try (var operator = new TaktClient(address, Settings.DEMO_TOKEN, "recording" + ++names)) {
      var merchant = operator.post("/v1/merchants", body);
      return new TaktClient(address, merchant.get("apiKey").asString(), "story");
    }
  }

  /** Sends a bank's file. */
  void send(String bankFile) {
    new Rest(address, key)
        .sendAs("application/xml", "POST", "/v1/bank-statements", bankFile)
        .expect(201);
  }

  /** A name that has not been given yet. */
  String newName(String what) {
    return what + "-" + ++names;
  }

  String workflowId(String subscription) {
    return "subscription/" + merchantId + "/" + subscription;
  }

  WorkflowStub workflow(String subscription) {
    return workflows.newUntypedWorkflowStub(workflowId(subscription));
  }

  void signal(String subscription, String name, @Nullable Object... arguments) {
    workflow(subscription).signal(name, arguments);
  }

  /** Keeps the history of a subscription's latest run, and its state. */
  void keep(String name, String subscription) {
    keepHistory("subscription/" + name, workflows.fetchHistory(workflowId(subscription)));
    keepState(name, subscription);
  }

  void keepState(String name, String subscription) {
    write(
        STATES.resolve("states").resolve(name + ".json"),
        database
            .sql("select jsonb_pretty(state) from subscription where id = :id")
            .param("id", subscription)
            .query(String.class)
            .single());
  }

  /** Keeps the state of a group or a debt, as its row has it. */
  void keepState(Row row, String name, String id) {
    write(
        STATES.resolve(row.folder).resolve(name + ".json"),
        database
            .sql("select jsonb_pretty(state) from " + row.table + " where " + row.key + " = :id")
            .param("id", id)
            .query(String.class)
            .single());
  }

  /** Where states are, besides those of subscriptions. */
  enum Row {
    GROUP("group-states", "billing_group", "id"),
    DEBT("case-states", "dunning_case", "invoice_id");

    private final String folder;
    private final String table;
    private final String key;

    Row(String folder, String table, String key) {
      this.folder = folder;
      this.table = table;
      this.key = key;
    }
  }

  void keepHistory(String name, WorkflowExecutionHistory history) {
    RecordedHistories.write(name, anonymous(history));
  }

  /** Without the names of the machine and the processes that it was recorded on. */
  private static WorkflowExecutionHistory anonymous(WorkflowExecutionHistory history) {
    History.Builder events = history.getHistory().toBuilder();
    for (HistoryEvent.Builder event : events.getEventsBuilderList()) {
      Anonymity.removeIdentities(event);
    }
    return new WorkflowExecutionHistory(events.build());
  }

  void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain for " + what);
      }
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() {
    api.close();
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
