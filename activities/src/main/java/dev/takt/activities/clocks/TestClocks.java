package dev.takt.activities.clocks;

import dev.takt.activities.invoicing.SubscriptionBooks;
import dev.takt.workflows.port.Clocks;
import dev.takt.workflows.subscription.Identity;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Advances test clocks: from one instant at which something is due to the next, ticking all that is
 * due at it, until nothing is due up to the target. What has been done is in the rows, so a repeat
 * goes on from there.
 */
@Component
public class TestClocks implements Clocks {
  private static final int MONEY_TRIES = 5;

  private final ClockRows rows;
  private final Ticks ticks;
  private final WorkflowClient workflows;
  private final SubscriptionBooks books;
  private final TransactionTemplate transaction;

  TestClocks(
      ClockRows rows,
      Ticks ticks,
      WorkflowClient workflows,
      SubscriptionBooks books,
      PlatformTransactionManager transactions) {
    this.rows = rows;
    this.ticks = ticks;
    this.workflows = workflows;
    this.books = books;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public void begin(String tenant, String clockId, Instant to) {
    rows.begin(tenant, clockId, to);
  }

  @Override
  public void advance(String tenant, String clockId, Instant to) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    Map<String, Long> ticked = new HashMap<>();
    Instant last = Instant.MIN;
    while (true) {
      Instant instant = rows.nextInstant(tenant, clockId, to).orElse(null);
      if (instant == null) {
        awaitMoney(tenant, clockId, to, context);
        rows.ready(tenant, clockId, to);
        return;
      }
      if (instant.isAfter(last)) {
        ticked.clear();
      }
      last = instant;
      rows.moveTo(tenant, clockId, instant);
      List<ClockRows.Due> due = rows.dueAt(tenant, clockId, instant);
      refuseToTurnInCircles(due, ticked, instant);
      context.heartbeat(instant);
      ticks.all(due, instant, () -> context.heartbeat(null));
    }
  }

  /**
   * Waits until no charge or refund is under way: after a crash, workflows take them up again
   * without anything being due. One that ends meanwhile cannot be ticked; then the rows tell that
   * it is done.
   */
  private void awaitMoney(
      String tenant, String clockId, Instant now, ActivityExecutionContext context) {
    ApplicationFailure last = null;
    for (int tried = 0; tried < MONEY_TRIES; tried++) {
      List<ClockRows.Due> open = rows.withMoneyUnderWay(tenant, clockId);
      if (open.isEmpty()) {
        return;
      }
      context.heartbeat(now);
      try {
        ticks.all(open, now, () -> context.heartbeat(null));
      } catch (ApplicationFailure gone) {
        last = gone;
      }
    }
    throw ApplicationFailure.newNonRetryableFailureWithCause(
        "Charges or refunds of "
            + rows.withMoneyUnderWay(tenant, clockId).stream()
                .map(ClockRows.Due::subscriptionId)
                .toList()
            + " have no outcome.",
        "stuck",
        last);
  }

  /** What is due again at the same instant, with nothing done in between, would be so for ever. */
  private static void refuseToTurnInCircles(
      List<ClockRows.Due> due, Map<String, Long> ticked, Instant instant) {
    for (ClockRows.Due subscription : due) {
      Long before = ticked.put(subscription.subscriptionId(), subscription.version());
      if (before != null && before == subscription.version()) {
        throw ApplicationFailure.newNonRetryableFailure(
            "Subscription "
                + subscription.subscriptionId()
                + " is due at "
                + instant
                + ", was ticked, and did nothing.",
            "stuck");
      }
    }
  }

  @Override
  public void remove(String tenant, String clockId) {
    Instant now = rows.now(tenant, clockId);
    if (now == null) {
      return;
    }
    for (Identity identity : rows.living(tenant, clockId)) {
      terminate(identity);
      books.abandon(identity, now);
    }
    transaction.executeWithoutResult(status -> rows.remove(tenant, clockId));
  }

  private void terminate(Identity identity) {
    try {
      workflows
          .newUntypedWorkflowStub(identity.workflowId())
          .terminate("its test clock was removed");
    } catch (WorkflowNotFoundException gone) {
      // It has completed, or was terminated by an earlier try: that is what was wanted.
    }
  }

  @Override
  public void fail(String tenant, String clockId, String failure) {
    rows.fail(tenant, clockId, failure);
  }
}
