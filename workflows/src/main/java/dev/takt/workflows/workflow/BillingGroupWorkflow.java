package dev.takt.workflows.workflow;

import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.GroupCommand;
import dev.takt.workflows.timeline.Transition;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of subscriptions, from its forming until it is dissolved. Its id is {@code
 * group/{merchant}/{id}}. Names on the wire are frozen.
 */
@WorkflowInterface
public interface BillingGroupWorkflow {

  @WorkflowMethod(name = "BillingGroup")
  void live(Life life);

  /** Waits until the group is in the books and its members know; sent with the start. */
  @UpdateMethod(name = "form")
  SubscriptionWorkflow.Reply form();

  /** Carries out a request: answers when it is recorded and the members that it concerns know. */
  @UpdateMethod(name = "apply")
  SubscriptionWorkflow.Reply apply(GroupCommand command);

  /** On a test clock: does everything that is due up to {@code now}. */
  @UpdateMethod(name = "tick")
  SubscriptionWorkflow.Reply tick(Instant now);

  /**
   * Looks at the clock and into the books again, which may hold what it did not hear of since it
   * died just then: for what should have woken and has not.
   */
  @SignalMethod(name = "wake")
  void wake();

  @QueryMethod(name = "state")
  Group state();

  /**
   * What a run starts with.
   *
   * @param subscriptionIds the first members, while the group is not in the books yet
   * @param actor who formed it
   * @param testNow the test clock's time, or null in live time
   */
  record Life(
      Group group,
      List<String> subscriptionIds,
      Transition transition,
      String actor,
      @Nullable Instant testNow) {}
}
