package dev.takt.workflows.workflow;

import dev.takt.workflows.port.Clocks;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A test clock: advances when told to, one advance at a time, and completes when it is removed.
 * Where advances overlap, it goes on until it stands at the latest target that was accepted.
 */
public final class TestClockWorkflowImpl implements TestClockWorkflow {
  private static final int ADVANCES_PER_RUN = 100;

  private final Clocks notes = ActivityStubs.clockNotes();
  private final Clocks clocks = ActivityStubs.clocks();
  private final String tenant;
  private final String clockId;
  private @Nullable Instant advancingTo;
  private boolean removed;
  private int advances;

  @WorkflowInit
  public TestClockWorkflowImpl(Clock clock) {
    this.tenant = clock.tenant();
    this.clockId = clock.clockId();
    this.advancingTo = clock.advancingTo();
  }

  @Override
  public void live(Clock clock) {
    while (true) {
      Workflow.await(() -> advancingTo != null || removed || isTimeToContinueAsNew());
      if (advancingTo != null) {
        advance();
        advances++;
      } else if (removed) {
        clocks.remove(tenant, clockId);
        Workflow.await(Workflow::isEveryHandlerFinished);
        return;
      } else {
        Workflow.continueAsNew(new Clock(tenant, clockId, null));
      }
    }
  }

  private boolean isTimeToContinueAsNew() {
    return advances >= ADVANCES_PER_RUN && Workflow.isEveryHandlerFinished();
  }

  private void advance() {
    Instant to = advancingTo;
    if (to == null) {
      return;
    }
    Workflow.setCurrentDetails("Advancing to " + to + ".");
    try {
      clocks.advance(tenant, clockId, to);
      Workflow.setCurrentDetails("Stands at " + to + ".");
    } catch (ActivityFailure failure) {
      // Where it is to go further meanwhile, that is tried, and tells whether it still fails.
      if (to.equals(advancingTo)) {
        notes.fail(tenant, clockId, reason(failure));
      }
      Workflow.setCurrentDetails("Failed on the way to " + to + ": " + reason(failure));
    }
    if (to.equals(advancingTo)) {
      advancingTo = null;
    }
  }

  private static String reason(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure application
        ? application.getOriginalMessage()
        : "the advance broke down";
  }

  @Override
  public void advance(Instant to) {
    notes.begin(tenant, clockId, to);
    if (advancingTo == null || to.isAfter(advancingTo)) {
      advancingTo = to;
    }
  }

  @Override
  public void remove() {
    removed = true;
    Workflow.await(() -> advancingTo == null);
  }
}
