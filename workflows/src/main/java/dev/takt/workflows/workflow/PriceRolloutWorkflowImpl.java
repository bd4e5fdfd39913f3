package dev.takt.workflows.workflow;

import dev.takt.workflows.port.Rollouts;
import io.temporal.workflow.Workflow;

/** Has a plan's new price taken round, for as long as it takes. */
public final class PriceRolloutWorkflowImpl implements PriceRolloutWorkflow {
  private final Rollouts rollouts = ActivityStubs.rollouts();

  @Override
  public Rollouts.Progress run(Rollouts.Rollout rollout) {
    Workflow.setCurrentDetails("Asking the plan's subscriptions.");
    Rollouts.Progress progress = rollouts.spread(rollout);
    Workflow.setCurrentDetails(
        progress.reached() + " have the price, " + progress.refused() + " refused it.");
    return progress;
  }
}
