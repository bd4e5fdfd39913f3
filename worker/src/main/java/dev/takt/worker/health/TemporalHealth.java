package dev.takt.worker.health;

import dev.takt.worker.embedded.TemporalService;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Whether Temporal answers for our namespace. */
@Component
class TemporalHealth extends AbstractHealthIndicator {
  private static final int SECONDS_TO_ANSWER = 2;

  private final WorkflowServiceStubs stubs;
  private final DescribeNamespaceRequest question;

  TemporalHealth(WorkflowServiceStubs stubs, TemporalService temporal) {
    super("Temporal does not answer");
    this.stubs = stubs;
    this.question =
        DescribeNamespaceRequest.newBuilder().setNamespace(temporal.namespace()).build();
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    stubs
        .blockingStub()
        .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
        .describeNamespace(question);
    builder.up();
  }
}
