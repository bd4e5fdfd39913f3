package dev.takt.workflows.workflow;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The one way by which whoever charges has a payment followed whose gateway decides later. */
final class PendingPaymentStarter {
  private PendingPaymentStarter() {}

  /**
   * Starts the workflow of a payment, and waits until it has started: only then does it outlive the
   * one that calls. Where it runs already, nothing happens.
   *
   * @param testNow the test clock's time, or null in live time
   */
  static void follow(
      String tenant, String merchantId, String paymentId, @Nullable Instant testNow) {
    var waiting = new PendingPaymentWorkflow.Waiting(tenant, merchantId, paymentId, testNow);
    PendingPaymentWorkflow child =
        Workflow.newChildWorkflowStub(
            PendingPaymentWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(waiting.workflowId())
                .setTaskQueue(Queues.MAIN)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .build());
    Promise<Void> end = Async.procedure(child::follow, waiting);
    // How it ends is in the books: without anybody who looks at it the SDK warns of it.
    end.handle((_, _) -> null);
    try {
      Workflow.getWorkflowExecution(child).get();
    } catch (ChildWorkflowFailure running) {
      Workflow.getLogger(PendingPaymentStarter.class)
          .info("payment {} is being followed already: {}", paymentId, running.getMessage());
    }
  }
}
