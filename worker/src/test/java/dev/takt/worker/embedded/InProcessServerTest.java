package dev.takt.worker.embedded;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.takt.worker.settings.CannotStart;
import dev.takt.worker.settings.TemporalAccess;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class InProcessServerTest {

  /** Sleeps for an hour. */
  @WorkflowInterface
  public interface Sleeper {
    @WorkflowMethod
    void sleep(Duration howLong);
  }

  /** The sleeper. */
  public static final class SleeperImpl implements Sleeper {
    @Override
    public void sleep(Duration howLong) {
      Workflow.sleep(howLong);
    }
  }

  @Test
  void itsClockIsTheMachinesSoThatNothingIsDueTooEarly() throws Exception {
    try (var server = InProcessServer.start("default")) {
      var stubs = WorkflowServiceStubs.newServiceStubs(options(server));
      var client = WorkflowClient.newInstance(stubs);
      var factory = WorkerFactory.newInstance(client);
      factory.newWorker("sleepers").registerWorkflowImplementationTypes(SleeperImpl.class);
      factory.start();

      sleep(client, Duration.ofMillis(10)).getResult(20, TimeUnit.SECONDS, Void.class);
      var sleeper = sleep(client, Duration.ofHours(1));
      assertThatThrownBy(() -> sleeper.getResult(3, TimeUnit.SECONDS, Void.class))
          .isInstanceOf(TimeoutException.class);

      factory.shutdownNow();
      stubs.shutdownNow();
    }
  }

  @Test
  void itKnowsTaktsSearchAttributes() {
    try (var server = InProcessServer.start("default")) {
      var operator =
          OperatorServiceStubs.newServiceStubs(
              OperatorServiceStubsOptions.newBuilder()
                  .setTarget(server.address())
                  .validateAndBuildWithDefaults());

      // It cannot list them, but it refuses to take one twice.
      assertThat(SearchAttributes.ALL)
          .allSatisfy(
              (name, type) ->
                  assertThatThrownBy(
                          () ->
                              operator
                                  .blockingStub()
                                  .addSearchAttributes(
                                      AddSearchAttributesRequest.newBuilder()
                                          .putSearchAttributes(name, type)
                                          .build()))
                      .hasMessageContaining("already exists"));
      operator.shutdownNow();
    }
  }

  @Test
  void aServiceThatDoesNotAnswerIsSaidInOneLine() {
    assertThatThrownBy(
            () ->
                new TemporalService.Given(
                        requireNonNull(
                            TemporalAccess.of(Map.of("TEMPORAL_ADDRESS", "localhost:1"))),
                        "default")
                    .prepare())
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("localhost:1")
        .hasMessageContaining("TEMPORAL_ADDRESS");
  }

  private static WorkflowStub sleep(WorkflowClient client, Duration howLong) {
    var sleeper =
        client.newUntypedWorkflowStub(
            "Sleeper", WorkflowOptions.newBuilder().setTaskQueue("sleepers").build());
    sleeper.start(howLong);
    return sleeper;
  }

  private static WorkflowServiceStubsOptions options(TemporalService server) {
    return WorkflowServiceStubsOptions.newBuilder().setTarget(server.address()).build();
  }
}
