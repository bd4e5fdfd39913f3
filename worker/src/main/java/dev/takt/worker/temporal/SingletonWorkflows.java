package dev.takt.worker.temporal;

import dev.takt.worker.adoption.SingletonWorkflow;
import dev.takt.workflows.workflow.Queues;
import dev.takt.workflows.workflow.RetentionWorkflow;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import org.springframework.context.SmartLifecycle;

/**
 * Sees to it that what there is one of, for all merchants, is running: at each start of a worker,
 * so that it is there again when Temporal has lost it or somebody has ended it. One that runs
 * stays.
 */
final class SingletonWorkflows implements SmartLifecycle, SingletonWorkflow {
  private final WorkflowClient client;
  private volatile boolean running;

  SingletonWorkflows(WorkflowClient client) {
    this.client = client;
  }

  @Override
  public void start() {
    begin();
    running = true;
  }

  @Override
  public void begin() {
    var options =
        WorkflowOptions.newBuilder()
            .setTaskQueue(Queues.MAIN)
            .setWorkflowId(RetentionWorkflow.ID)
            .setWorkflowIdConflictPolicy(
                WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .build();
    WorkflowClient.start(client.newWorkflowStub(RetentionWorkflow.class, options)::live);
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After the workers. */
  @Override
  public int getPhase() {
    return WorkerLifecycle.PHASE + 1;
  }
}
