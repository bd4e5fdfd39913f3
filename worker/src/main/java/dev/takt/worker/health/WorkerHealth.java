package dev.takt.worker.health;

import com.google.protobuf.util.Timestamps;
import dev.takt.worker.embedded.TemporalService;
import dev.takt.workflows.workflow.Queues;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Whether somebody runs workflows: in a worker, its own workers; in an API, any that have asked
 * Temporal for work lately. A worker that idles asks once a minute, so one that was killed is
 * missed after two.
 */
@Component
class WorkerHealth extends AbstractHealthIndicator {
  private static final int SECONDS_TO_ANSWER = 2;
  private static final Duration LATELY = Duration.ofMinutes(2);

  private final ObjectProvider<WorkerFactory> own;
  private final WorkflowServiceStubs stubs;
  private final DescribeTaskQueueRequest question;

  WorkerHealth(
      ObjectProvider<WorkerFactory> own, WorkflowServiceStubs stubs, TemporalService temporal) {
    super("no worker asks Temporal for work");
    this.own = own;
    this.stubs = stubs;
    this.question =
        DescribeTaskQueueRequest.newBuilder()
            .setNamespace(temporal.namespace())
            .setTaskQueue(TaskQueue.newBuilder().setName(Queues.MAIN))
            .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
            .build();
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    WorkerFactory factory = own.getIfAvailable();
    boolean working =
        factory == null ? somebodyAsks() : factory.isStarted() && !factory.isShutdown();
    builder.status(working ? "UP" : "DOWN");
  }

  private boolean somebodyAsks() {
    long earliest = System.currentTimeMillis() - LATELY.toMillis();
    return stubs
        .blockingStub()
        .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
        .describeTaskQueue(question)
        .getPollersList()
        .stream()
        .anyMatch(poller -> Timestamps.toMillis(poller.getLastAccessTime()) >= earliest);
  }
}
