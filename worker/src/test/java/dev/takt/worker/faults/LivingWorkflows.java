package dev.takt.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What runs in Temporal, asked past everything that may break. */
final class LivingWorkflows implements AutoCloseable {
  /** What comes and goes: in the end none of it may be left. A test clock's stays. */
  private static final String PASSING =
      "ExecutionStatus = 'Running' AND WorkflowType IN" + " ('Errand', 'Message', 'PriceRollout')";

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;

  LivingWorkflows(String address) {
    this.stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
    this.client = WorkflowClient.newInstance(stubs);
  }

  /** Only these of a merchant's live, each of them sleeps, and nothing that passes is left over. */
  void mustBeAndSleep(String merchant, Set<String> workflows) {
    String its = "TaktMerchant = '" + merchant + "' AND ExecutionStatus = 'Running'";
    Insistence.until(
        () -> "of " + workflows + " these run: " + running(its),
        () -> running(its).equals(workflows));
    Insistence.until(() -> "these pass: " + running(PASSING), () -> running(PASSING).isEmpty());
    for (String workflow : workflows) {
      Insistence.until(() -> workflow + " sleeps: " + described(workflow), () -> sleeps(workflow));
    }
    assertThat(running(its)).isEqualTo(workflows);
  }

  /** All that has something under way, with what: where the world stands still. */
  String awake() {
    return running("ExecutionStatus = 'Running'").stream()
        .filter(workflow -> !sleeps(workflow))
        .map(workflow -> workflow + ": " + described(workflow))
        .collect(Collectors.joining("\n"));
  }

  private Set<String> running(String query) {
    try {
      return client
          .listExecutions(query)
          .map(WorkflowExecutionMetadata::getExecution)
          .map(WorkflowExecution::getWorkflowId)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (StatusRuntimeException notNow) {
      return Set.of(notNow.toString());
    }
  }

  private boolean sleeps(String workflow) {
    DescribeWorkflowExecutionResponse its = described(workflow);
    return its.getWorkflowExecutionInfo().getStatus()
            == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
        && its.getPendingActivitiesCount() == 0
        && !its.hasPendingWorkflowTask();
  }

  private DescribeWorkflowExecutionResponse described(String workflow) {
    return stubs
        .blockingStub()
        .withDeadlineAfter(10, TimeUnit.SECONDS)
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace("default")
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflow))
                .build());
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }
}
