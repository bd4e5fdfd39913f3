package dev.takt.workflows.port;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Takes a plan's new price to the subscriptions that the plan has already. */
@ActivityInterface
public interface Rollouts {

  /**
   * Asks all living subscriptions of the plan for the new price, a few at a time and at a gentle
   * rate, and answers when each has granted or refused it. What was done is in the database, so a
   * repeat goes on where it stopped.
   */
  @ActivityMethod(name = "spread")
  Progress spread(Rollout rollout);

  /**
   * Which price is taken round.
   *
   * @param actor who asked for it, for the history of each subscription
   */
  record Rollout(String tenant, String planPriceId, String actor) {}

  /**
   * How far it has come.
   *
   * @param reached those that have the price, or will have it on its date
   * @param refused those that did not grant it
   */
  record Progress(long reached, long refused) {}
}
