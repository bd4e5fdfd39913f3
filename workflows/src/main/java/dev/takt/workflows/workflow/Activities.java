package dev.takt.workflows.workflow;

import dev.takt.workflows.port.Books;
import dev.takt.workflows.port.Clocks;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.port.Rollouts;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * How the workflows call their activities. None gives up: what concerns money is tried until it is
 * known.
 */
final class Activities {
  private static final RetryOptions RETRY =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofMillis(200))
          .setBackoffCoefficient(2)
          .setMaximumInterval(Duration.ofMinutes(1))
          .build();

  /**
   * The same for local activities. The SDK (1.38) takes a local activity that has neither a maximum
   * of attempts nor a deadline for all of them for one that is not to be retried: then a single
   * lost connection to the database would fail the subscription's workflow. So it has a maximum
   * that is never reached.
   */
  private static final RetryOptions LOCAL_RETRY =
      RETRY.toBuilder().setMaximumAttempts(Integer.MAX_VALUE).build();

  private Activities() {}

  /** Short and idempotent work in the database: local activities. */
  static Books books() {
    return Workflow.newLocalActivityStub(
        Books.class,
        LocalActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(20))
            .setLocalRetryThreshold(Duration.ofSeconds(10))
            .setRetryOptions(LOCAL_RETRY)
            .build());
  }

  static Payments payments() {
    return Workflow.newActivityStub(
        Payments.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(Queues.PAYMENTS)
            .setStartToCloseTimeout(Duration.ofSeconds(30))
            .setRetryOptions(RETRY)
            .build());
  }

  /** Short notes about a test clock. */
  static Clocks clockNotes() {
    return Workflow.newLocalActivityStub(
        Clocks.class,
        LocalActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(20))
            .setRetryOptions(LOCAL_RETRY)
            .build());
  }

  /** The advance of a test clock: long, with a heartbeat. */
  static Clocks clocks() {
    return Workflow.newActivityStub(
        Clocks.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofHours(6))
            .setHeartbeatTimeout(Duration.ofSeconds(15))
            .setRetryOptions(RETRY)
            .build());
  }

  /** The taking round of a price: long, with a heartbeat. */
  static Rollouts rollouts() {
    return Workflow.newActivityStub(
        Rollouts.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofHours(24))
            .setHeartbeatTimeout(Duration.ofSeconds(60))
            .setRetryOptions(RETRY)
            .build());
  }
}
