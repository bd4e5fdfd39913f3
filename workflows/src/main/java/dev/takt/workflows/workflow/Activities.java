package dev.takt.workflows.workflow;

import dev.takt.workflows.port.Books;
import dev.takt.workflows.port.Clocks;
import dev.takt.workflows.port.Messages;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.port.Rollouts;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * How the workflows call their activities. None has a maximum of attempts: what concerns money is
 * tried until it is known.
 */
final class Activities {
  private static final RetryOptions RETRY =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofMillis(200))
          .setBackoffCoefficient(2)
          .setMaximumInterval(Duration.ofMinutes(1))
          .build();

  private Activities() {}

  /** Short and idempotent work in the database: local activities. */
  static Books books() {
    return Workflow.newLocalActivityStub(
        Books.class,
        LocalActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(20))
            .setLocalRetryThreshold(Duration.ofSeconds(10))
            .setRetryOptions(RETRY)
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

  /** Short and idempotent work on a debt in the database. */
  static DebtBooks debtBooks() {
    return Workflow.newLocalActivityStub(
        DebtBooks.class,
        LocalActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(20))
            .setLocalRetryThreshold(Duration.ofSeconds(10))
            .setRetryOptions(RETRY)
            .build());
  }

  static Messages messages() {
    return Workflow.newActivityStub(
        Messages.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(60))
            .setRetryOptions(RETRY)
            .build());
  }

  /** Requests to other workflows: they may take as long as those need for what they have begun. */
  static Pursuit pursuit() {
    return Workflow.newActivityStub(
        Pursuit.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(60))
            .setRetryOptions(RETRY)
            .build());
  }

  /** Short notes about a test clock. */
  static Clocks clockNotes() {
    return Workflow.newLocalActivityStub(
        Clocks.class,
        LocalActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(20))
            .setRetryOptions(RETRY)
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
