package dev.takt.workflows.workflow;

import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A test clock, id {@code clock/{merchant}/{id}}. It is started by its first advance (update with
 * start), and completes when it is removed.
 */
@WorkflowInterface
public interface TestClockWorkflow {

  @WorkflowMethod(name = "TestClock")
  void live(Clock clock);

  /**
   * Begins to advance: answers when the clock's row says ADVANCING. Of several that are accepted
   * before the clock is READY, the latest target holds.
   */
  @UpdateMethod(name = "advance")
  void advance(Instant to);

  /** Ends all that lives on the clock, removes the clock, and completes. */
  @UpdateMethod(name = "remove")
  void remove();

  /**
   * What a run starts with.
   *
   * @param advancingTo an advance that is under way, or null
   */
  record Clock(String tenant, String clockId, @Nullable Instant advancingTo) {}
}
