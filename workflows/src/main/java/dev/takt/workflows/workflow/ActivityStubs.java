package dev.takt.workflows.workflow;

import dev.takt.workflows.port.BankStatements;
import dev.takt.workflows.port.Clocks;
import dev.takt.workflows.port.GroupMemberNotifier;
import dev.takt.workflows.port.GroupStore;
import dev.takt.workflows.port.Messages;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.port.Reminders;
import dev.takt.workflows.port.Retention;
import dev.takt.workflows.port.Rollouts;
import dev.takt.workflows.port.SubscriptionStore;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.Priority;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * How the workflows call their activities. None gives up: what concerns money is tried until it is
 * known.
 */
final class ActivityStubs {
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

  private ActivityStubs() {}

  /** Short and idempotent work in the database: local activities. */
  static SubscriptionStore books() {
    return Workflow.newLocalActivityStub(
        SubscriptionStore.class,
        LocalActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(20))
            .setLocalRetryThreshold(Duration.ofSeconds(10))
            .setRetryOptions(LOCAL_RETRY)
            .build());
  }

  /** The same for groups. */
  static GroupStore groupBooks() {
    return Workflow.newLocalActivityStub(
        GroupStore.class,
        LocalActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(30))
            .setLocalRetryThreshold(Duration.ofSeconds(10))
            .setRetryOptions(LOCAL_RETRY)
            .build());
  }

  /** Telling members: it waits for their workflows, so it is no local activity. */
  static GroupMemberNotifier groupNews() {
    return Workflow.newActivityStub(
        GroupMemberNotifier.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(Queues.ERRANDS)
            .setStartToCloseTimeout(Duration.ofMinutes(5))
            .setHeartbeatTimeout(Duration.ofSeconds(60))
            .setRetryOptions(RETRY)
            .build());
  }

  /**
   * Calls to gateways.
   *
   * @param merchantId in whose name: where the queue is long, Temporal takes the merchants' calls
   *     in turn, so that a large merchant does not delay a small one
   */
  static Payments payments(String merchantId) {
    return Workflow.newActivityStub(
        Payments.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(30))
            .setRetryOptions(RETRY)
            .setPriority(Priority.newBuilder().setFairnessKey(merchantId).build())
            .build());
  }

  /** Short and idempotent work on a debt in the database. */
  static DunningCaseStore debtBooks() {
    return Workflow.newLocalActivityStub(
        DunningCaseStore.class,
        LocalActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(20))
            .setLocalRetryThreshold(Duration.ofSeconds(10))
            .setRetryOptions(LOCAL_RETRY)
            .build());
  }

  /** Steps of debts by law, in the database. */
  static ClaimSteps claimSteps() {
    return Workflow.newActivityStub(
        ClaimSteps.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(Queues.ERRANDS)
            .setStartToCloseTimeout(Duration.ofSeconds(60))
            .setRetryOptions(RETRY)
            .build());
  }

  /** Requests to other workflows: they may take as long as those need for what they have begun. */
  static DunningConsequences pursuit() {
    return Workflow.newActivityStub(
        DunningConsequences.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(Queues.ERRANDS)
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
            .setRetryOptions(LOCAL_RETRY)
            .build());
  }

  /** The advance of a test clock: long, with a heartbeat. */
  static Clocks clocks() {
    return Workflow.newActivityStub(
        Clocks.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(Queues.ERRANDS)
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
            .setTaskQueue(Queues.ERRANDS)
            .setStartToCloseTimeout(Duration.ofHours(24))
            .setHeartbeatTimeout(Duration.ofSeconds(60))
            .setRetryOptions(RETRY)
            .build());
  }

  /** The daily sweep: long where much is old, with a heartbeat. */
  static Retention retention() {
    return Workflow.newActivityStub(
        Retention.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(Queues.ERRANDS)
            .setStartToCloseTimeout(Duration.ofHours(12))
            .setHeartbeatTimeout(Duration.ofMinutes(2))
            .setRetryOptions(RETRY)
            .build());
  }

  /** The reading of a bank's file: long where it tells of many payments, with a heartbeat. */
  static BankStatements bankStatements() {
    return Workflow.newActivityStub(
        BankStatements.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(Queues.ERRANDS)
            .setStartToCloseTimeout(Duration.ofHours(1))
            .setHeartbeatTimeout(Duration.ofMinutes(2))
            .setRetryOptions(RETRY)
            .build());
  }

  /** Messages to customers: slow, and tried until the mail server is there. */
  static Messages messages() {
    return Workflow.newActivityStub(
        Messages.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(Queues.ERRANDS)
            .setStartToCloseTimeout(Duration.ofSeconds(90))
            .setRetryOptions(RETRY)
            .build());
  }

  /** The hourly look at what is to be told: given up after most of an hour, for the next look. */
  static Reminders reminders() {
    return Workflow.newActivityStub(
        Reminders.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(Queues.ERRANDS)
            .setScheduleToCloseTimeout(Duration.ofMinutes(55))
            .setHeartbeatTimeout(Duration.ofMinutes(2))
            .setRetryOptions(RETRY)
            .build());
  }
}
