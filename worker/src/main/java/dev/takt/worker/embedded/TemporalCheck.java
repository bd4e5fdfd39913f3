package dev.takt.worker.embedded;

import dev.takt.worker.settings.CannotStart;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Makes sure that a Temporal service answers, has the namespace, and knows Takt's search
 * attributes. Each question has a connection of its own, so that nothing is left over.
 */
record TemporalCheck(WorkflowServiceStubsOptions connection, String namespace) {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  static TemporalCheck of(WorkflowServiceStubsOptions connection, String namespace) {
    return new TemporalCheck(connection, namespace);
  }

  private String address() {
    return connection.getTarget();
  }

  /**
   * @throws CannotStart if it does not answer within about ten seconds, or has no such namespace
   */
  void requireAnswer() {
    try {
      ask(PATIENCE, this::describe);
      ask(PATIENCE, this::registerSearchAttributes);
    } catch (StatusRuntimeException e) {
      throw switch (e.getStatus().getCode()) {
        case NOT_FOUND ->
            new CannotStart(
                "Temporal at %s has no namespace \"%s\"; create it: temporal operator namespace create --address %s -n %s"
                    .formatted(address(), namespace, address(), namespace),
                e);
        case PERMISSION_DENIED, UNAUTHENTICATED ->
            new CannotStart(
                "Temporal at %s does not let Takt in (%s): look at TEMPORAL_API_KEY, or at the client's certificate."
                    .formatted(address(), e.getStatus().getCode()),
                e);
        default ->
            new CannotStart(
                "Temporal at %s does not answer (%s): look at TEMPORAL_ADDRESS and, where it wants TLS, at TEMPORAL_TLS and those that begin so; or unset them to use an embedded one."
                    .formatted(address(), e.getStatus().getCode()),
                e);
      };
    }
  }

  /** Asks again and again until it answers, the time is over, or there is no more hope. */
  boolean answersWithin(Duration patience, BooleanSupplier hope) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline && hope.getAsBoolean()) {
      try {
        return ask(Duration.ofSeconds(1), this::describe);
      } catch (StatusRuntimeException _) {
        // Not up yet.
        pause();
      }
    }
    return false;
  }

  private <A> A ask(Duration patience, Function<Question, A> question) {
    var workflows = WorkflowServiceStubs.newServiceStubs(connection);
    var operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder(connection).build());
    try {
      return question.apply(new Question(workflows, operator, patience));
    } finally {
      workflows.shutdownNow();
      operator.shutdownNow();
    }
  }

  private boolean describe(Question question) {
    return question
        .workflows()
        .blockingStub()
        .withWaitForReady()
        .withDeadlineAfter(question.patience().toMillis(), TimeUnit.MILLISECONDS)
        .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build())
        .hasNamespaceInfo();
  }

  private boolean registerSearchAttributes(Question question) {
    var operator =
        question
            .operator()
            .blockingStub()
            .withDeadlineAfter(question.patience().toMillis(), TimeUnit.MILLISECONDS);
    try {
      Map<String, IndexedValueType> missing = new TreeMap<>(SearchAttributes.ALL);
      missing.keySet().removeAll(known(operator));
      if (!missing.isEmpty()) {
        operator.addSearchAttributes(
            AddSearchAttributesRequest.newBuilder()
                .setNamespace(namespace)
                .putAllSearchAttributes(missing)
                .build());
      }
      return true;
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.ALREADY_EXISTS) {
        // Another Takt that starts at the same time was first.
        return true;
      }
      throw new CannotStart(
          "Temporal at %s does not take Takt's search attributes (%s); add them: temporal operator search-attribute create --address %s -n %s %s"
              .formatted(
                  address(),
                  e.getStatus().getCode(),
                  address(),
                  namespace,
                  SearchAttributes.creationArguments()),
          e);
    }
  }

  private Set<String> known(OperatorServiceGrpc.OperatorServiceBlockingStub operator) {
    try {
      return operator
          .listSearchAttributes(
              ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
          .getCustomAttributesMap()
          .keySet();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
        // The in-process service cannot list; it is new, and so knows none.
        return Set.of();
      }
      throw e;
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted", e);
    }
  }

  private record Question(
      WorkflowServiceStubs workflows, OperatorServiceStubs operator, Duration patience) {}
}
