package dev.takt.workflows.workflow;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one way by which whoever bills has a debt pursued: the case is in the books already, by the
 * transaction that issued the invoice or booked the decline; this gives it its workflow.
 */
final class DunningStarter {
  private DunningStarter() {}

  /**
   * Starts the workflow of an invoice's debt, and waits until it has started: only then does it
   * outlive the one that calls. Where it runs already, nothing happens.
   *
   * @param testNow the test clock's time, or null in live time
   */
  static void pursue(
      String tenant, String merchantId, String invoiceId, @Nullable Instant testNow) {
    var debt = new DunningWorkflow.Debt(tenant, merchantId, invoiceId, testNow);
    DunningWorkflow child =
        Workflow.newChildWorkflowStub(
            DunningWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(debt.workflowId())
                .setTaskQueue(Queues.MAIN)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .build());
    Promise<Void> end = Async.procedure(child::pursue, debt);
    // How it ends is in the books: without anybody who looks at it the SDK warns of it.
    end.handle((_, _) -> null);
    try {
      Workflow.getWorkflowExecution(child).get();
    } catch (ChildWorkflowFailure running) {
      Workflow.getLogger(DunningStarter.class)
          .info("the debt of {} is being pursued already: {}", invoiceId, running.getMessage());
    }
  }
}
