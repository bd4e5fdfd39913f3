package dev.takt.workflows.workflow;

import dev.takt.workflows.port.Clocks;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A test clock: advances when told to, one advance at a time, and completes when it is removed. */
public final class TestClockWorkflowImpl implements TestClockWorkflow {
  private static final int ADVANCES_PER_RUN = 100;

  private final Clocks notes = Activities.clockNotes();
  private final Clocks clocks = Activities.clocks();
  private final String tenant;
  private final String clockId;
  private @Nullable Instant advancingTo;
  private boolean beginning;
  private boolean removed;

  @WorkflowInit
  public TestClockWorkflowImpl(Clock clock) {
    this.tenant = clock.tenant();
    this.clockId = clock.clockId();
    this.advancingTo = clock.advancingTo();
  }

  @Override
  public void live(Clock clock) {
    for (int advances = 0; advances < ADVANCES_PER_RUN || beginning; advances++) {
      Workflow.await(() -> advancingTo != null || removed);
      if (removed) {
        clocks.remove(tenant, clockId);
        Workflow.await(Workflow::isEveryHandlerFinished);
        return;
      }
      advance();
    }
    Workflow.await(Workflow::isEveryHandlerFinished);
    Workflow.continueAsNew(new Clock(tenant, clockId, advancingTo));
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
      notes.fail(tenant, clockId, reason(failure));
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
    beginning = true;
    notes.begin(tenant, clockId, to);
    advancingTo = to;
    beginning = false;
  }

  @Override
  public void remove() {
    removed = true;
    Workflow.await(() -> advancingTo == null);
  }
}
