package dev.takt.worker.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.takt.worker.temporal.Workers;
import dev.takt.workflows.group.GroupRequest;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.port.SubscriptionStore;
import dev.takt.workflows.subscription.Fact;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.workflow.PaymentOperationWorkflow;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.TimerStartedEventAttributes;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.metadata.POJOWorkflowImplMetadata;
import io.temporal.common.metadata.POJOWorkflowInterfaceMetadata;
import io.temporal.common.metadata.POJOWorkflowMethodMetadata;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Subscriptions sleep for months, and wake in the next version of this program: it must decide on
 * their histories as the one before it did. Each recorded history is replayed here; from the first
 * release on, one that cannot be replayed means stuck subscriptions, and the change is guarded with
 * {@code Workflow.getVersion}. {@link HistoryRecording} records them.
 */
class ReplayTest {
  private static final SortedMap<String, WorkflowExecutionHistory> HISTORIES =
      RecordedHistories.all();
  private static TestWorkflowEnvironment environment;
  private static Worker worker;

  @BeforeAll
  static void registerWhatRunsInProduction() {
    environment = TestWorkflowEnvironment.newInstance();
    worker =
        environment.newWorker(
            "replay",
            // In ms: a busy machine is no deadlock.
            WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(60_000).build());
    worker.registerWorkflowImplementationTypes(Workers.WORKFLOWS.toArray(Class<?>[]::new));
  }

  @AfterAll
  static void close() {
    environment.close();
  }

  static Stream<String> histories() {
    return HISTORIES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("histories")
  void isDecidedAsItWas(String name) throws Exception {
    WorkflowReplayer.replayWorkflowExecution(history(name), worker);
  }

  @Test
  void anotherDecisionIsNoticed() {
    History.Builder asIfItHadWaitedInsteadOfCharged =
        history("subscription/renewals-paid").getHistory().toBuilder();
    asIfItHadWaitedInsteadOfCharged.getEventsBuilderList().stream()
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED)
        .forEach(
            event ->
                event
                    .setEventType(EventType.EVENT_TYPE_TIMER_STARTED)
                    .setTimerStartedEventAttributes(
                        TimerStartedEventAttributes.newBuilder().setTimerId("1")));

    assertThatThrownBy(
            () ->
                WorkflowReplayer.replayWorkflowExecution(
                    new WorkflowExecutionHistory(asIfItHadWaitedInsteadOfCharged.build()), worker))
        .hasStackTraceContaining("NonDeterministicException");
  }

  @Test
  void everyWorkflowHasAHistory() {
    assertThat(HISTORIES.values().stream().map(RecordedHistories::typeOf))
        .containsAll(
            interfaces().map(type -> type.getWorkflowType().orElseThrow()).distinct().toList());
  }

  @Test
  void everyUpdateAndSignalIsInAHistory() {
    assertThat(signals())
        .as("signals")
        .containsAll(names(POJOWorkflowImplMetadata::getSignalMethods));
    assertThat(updates())
        .as("updates")
        .containsAll(names(POJOWorkflowImplMetadata::getUpdateMethods));
  }

  @Test
  void everyRequestErrandAnswerAndFactIsInAHistory() {
    List<String> payloads =
        HISTORIES.values().stream().flatMap(h -> RecordedHistories.payloads(h).stream()).toList();

    for (Class<?> type :
        List.of(
            Request.class,
            PaymentOperationWorkflow.Errand.class,
            SubscriptionStore.Answer.class,
            Fact.class,
            GroupRequest.class,
            Payments.Outcome.class)) {
      assertThat(kindsOf(type))
          .as(type.getSimpleName())
          .allMatch(kind -> isIn(payloads, kind), "is in a history");
    }
  }

  @Test
  void everyWayToWaitAndToGoOnIsInAHistory() {
    assertThat(
            Stream.of(
                EventType.EVENT_TYPE_TIMER_FIRED,
                EventType.EVENT_TYPE_TIMER_CANCELED,
                EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED,
                EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW,
                EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED))
        .allMatch(type -> HISTORIES.values().stream().anyMatch(history -> has(history, type)));
  }

  private static WorkflowExecutionHistory history(String name) {
    WorkflowExecutionHistory history = HISTORIES.get(name);
    if (history == null) {
      throw new IllegalArgumentException(name);
    }
    return history;
  }

  private static boolean has(WorkflowExecutionHistory history, EventType type) {
    return history.getEvents().stream().anyMatch(event -> event.getEventType() == type);
  }

  private static boolean isIn(Collection<String> payloads, String kind) {
    String written = "\"kind\":\"" + kind + "\"";
    return payloads.stream().anyMatch(payload -> payload.contains(written));
  }

  private static List<String> kindsOf(Class<?> sealed) {
    return Arrays.stream(sealed.getAnnotation(JsonSubTypes.class).value())
        .map(JsonSubTypes.Type::name)
        .toList();
  }

  private static Stream<POJOWorkflowInterfaceMetadata> interfaces() {
    return Workers.WORKFLOWS.stream()
        .flatMap(
            type -> POJOWorkflowImplMetadata.newInstance(type).getWorkflowInterfaces().stream());
  }

  private static List<String> names(
      Function<POJOWorkflowImplMetadata, List<POJOWorkflowMethodMetadata>> methods) {
    return Workers.WORKFLOWS.stream()
        .flatMap(type -> methods.apply(POJOWorkflowImplMetadata.newInstance(type)).stream())
        .map(POJOWorkflowMethodMetadata::getName)
        .toList();
  }

  private static Stream<HistoryEvent> events() {
    return HISTORIES.values().stream().flatMap(history -> history.getEvents().stream());
  }

  private static List<String> signals() {
    return events()
        .map(event -> event.getWorkflowExecutionSignaledEventAttributes().getSignalName())
        .toList();
  }

  private static List<String> updates() {
    return events()
        .map(HistoryEvent::getWorkflowExecutionUpdateAcceptedEventAttributes)
        .map(update -> update.getAcceptedRequest().getInput().getName())
        .toList();
  }
}
