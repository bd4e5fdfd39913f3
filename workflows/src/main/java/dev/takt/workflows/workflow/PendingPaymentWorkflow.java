package dev.takt.workflows.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment on which its gateway decides later (MobilePay a day ahead, a direct debit): it asks the
 * gateway when it is likely to know and from then on now and again, or as soon as a call-back says
 * that there is news, until the payment has its outcome. A decline only then becomes a debt.
 */
@WorkflowInterface
public interface PendingPaymentWorkflow {

  @WorkflowMethod(name = "PendingPayment")
  void follow(Waiting waiting);

  /** A test clock's tick: answers when what was due is done. */
  @UpdateMethod(name = "tick")
  SubscriptionWorkflow.Reply tick(Instant now);

  /**
   * There is news at the gateway.
   *
   * @param now the test clock's time, or null in live time
   */
  @SignalMethod(name = "look")
  void look(@Nullable Instant now);

  /**
   * A payment that waits.
   *
   * @param testNow the test clock's time, or null in live time
   */
  record Waiting(String tenant, String merchantId, String paymentId, @Nullable Instant testNow) {
    /** The id of its workflow. */
    public String workflowId() {
      return id(merchantId, paymentId);
    }
  }

  /** The id of a payment's workflow. */
  static String id(String merchantId, String paymentId) {
    return "payment/" + merchantId + "/" + paymentId;
  }
}
