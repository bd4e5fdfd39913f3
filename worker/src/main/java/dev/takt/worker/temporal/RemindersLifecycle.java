package dev.takt.worker.temporal;

import dev.takt.worker.adoption.SingletonWorkflow;
import dev.takt.workflows.workflow.Queues;
import dev.takt.workflows.workflow.RemindersWorkflow;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import org.springframework.context.SmartLifecycle;

/**
 * Sees at each start that the hourly look at reminders lives in Temporal. Where it does, it goes
 * on: however many workers start, there is one.
 */
final class RemindersLifecycle implements SmartLifecycle, SingletonWorkflow {
  // After the workers, and after what lived in another Temporal has its workflows again.
  private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3000;

  private final WorkflowClient client;
  private volatile boolean running;

  RemindersLifecycle(WorkflowClient client) {
    this.client = client;
  }

  @Override
  public void start() {
    begin();
    running = true;
  }

  @Override
  public void begin() {
    WorkflowClient.start(
        client.newWorkflowStub(
                RemindersWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(RemindersWorkflow.ID)
                    .setTaskQueue(Queues.MAIN)
                    .setWorkflowIdConflictPolicy(
                        WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                    .build())
            ::live);
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
