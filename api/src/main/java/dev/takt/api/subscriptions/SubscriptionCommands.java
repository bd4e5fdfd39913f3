package dev.takt.api.subscriptions;

import dev.takt.api.clocks.ClockAdvancing;
import dev.takt.api.web.IfMatch;
import dev.takt.api.web.Problem;
import dev.takt.api.workflow.WorkflowGone;
import dev.takt.api.workflow.Workflows;
import dev.takt.records.clocks.TestClock;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.Request;
import org.springframework.stereotype.Component;

/** Takes a request for a change to the subscription's workflow. */
@Component
class SubscriptionCommands {
  private final SubscriptionReads reading;
  private final Workflows workflows;

  SubscriptionCommands(SubscriptionReads reading, Workflows workflows) {
    this.reading = reading;
    this.workflows = workflows;
  }

  /** Has it done; afterwards the row says so. */
  void apply(Change change, SubscriptionRow row, Request request) {
    TestClock clock = row.clock();
    if (clock != null) {
      ClockAdvancing.refuse(clock);
    }
    if (row.ended() && !isDone(change, row)) {
      throw ended(change.subscriptionId());
    }
    try {
      workflows.apply(row.state().identity(), command(change, row, request));
    } catch (WorkflowGone gone) {
      // It may have ended just now, or its workflow is lost and about to be restored.
      SubscriptionRow now = reading.row(change.caller(), change.subscriptionId());
      if (isDone(change, now)) {
        return;
      }
      if (now.ended()) {
        throw ended(change.subscriptionId());
      }
      throw Problem.unavailable("the subscription's workflow is being restored").asException();
    }
  }

  /**
   * Whether it is in the books since it was asked before, and its answer was lost. Where there is a
   * workflow it is asked all the same: it may have died before it heard.
   */
  static boolean isDone(Change change, SubscriptionRow row) {
    return row.state().recentRequests().contains(change.requestId().value());
  }

  static Command command(Change change, SubscriptionRow row, Request request) {
    return new Command(
        change.requestId().value(),
        change.caller().keyId(),
        row.testNow(),
        IfMatch.version(change.ifMatch()),
        request);
  }

  private static RuntimeException ended(String id) {
    return Problem.conflict("subscription_ended", "the subscription " + id + " has ended")
        .asException();
  }
}
