package dev.takt.workflows.workflow;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One unpaid invoice, from the first decline (or its issue, where it is paid by bank) until nothing
 * is due any more. Its id is {@code dunning/{merchant}/{invoice}}. It is a child of the workflow
 * that billed, and outlives it. Names on the wire are frozen.
 */
@WorkflowInterface
public interface DunningWorkflow {

  @WorkflowMethod(name = "Dunning")
  void pursue(Debt debt);

  /** Does everything that is due up to {@code now}, and answers when it is done. */
  @UpdateMethod(name = "tick")
  SubscriptionWorkflow.Reply tick(Instant now);

  /** Carries out what a person asks for. */
  @UpdateMethod(name = "ask")
  SubscriptionWorkflow.Reply ask(DunningCaseStore.Wish wish, @Nullable Instant now);

  /**
   * The books have changed: looks at them again.
   *
   * @param now the test clock's time, or null: what follows is dated by it
   */
  @SignalMethod(name = "look")
  void look(@Nullable Instant now);

  /** The customer has brought another card: looks at once. */
  @SignalMethod(name = "cardChanged")
  void cardChanged(@Nullable Instant now);

  @QueryMethod(name = "state")
  DunningCaseStore.@Nullable Case state();

  /**
   * What a run starts with.
   *
   * @param testNow the test clock's time, or null in live time
   */
  record Debt(String tenant, String merchantId, String invoiceId, @Nullable Instant testNow) {
    public String workflowId() {
      return DunningWorkflow.id(merchantId, invoiceId);
    }
  }

  /** The id of the workflow of an invoice's debt. */
  static String id(String merchantId, String invoiceId) {
    return "dunning/" + merchantId + "/" + invoiceId;
  }
}
