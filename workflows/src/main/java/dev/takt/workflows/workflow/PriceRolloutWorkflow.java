package dev.takt.workflows.workflow;

import dev.takt.workflows.port.Rollouts;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * A plan's new price on its way to the plan's subscriptions: it ends when all were asked. Its id is
 * {@code price/{merchant}/{plan price id}}. A second run of the same finds nothing to do.
 */
@WorkflowInterface
public interface PriceRolloutWorkflow {

  @WorkflowMethod(name = "PriceRollout")
  Rollouts.Progress run(Rollouts.Rollout rollout);

  /** The id of the workflow of a plan's price. */
  static String id(String merchantId, String planPriceId) {
    return "price/" + merchantId + "/" + planPriceId;
  }
}
