package dev.takt.workflows.workflow;

import dev.takt.workflows.clock.BusinessClock;
import dev.takt.workflows.port.Reminders;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/** Looks every hour, for ever; continues as new once in two days. */
public final class RemindersWorkflowImpl implements RemindersWorkflow {
  private static final int HOURS_PER_RUN = 48;

  private final Reminders reminders = ActivityStubs.reminders();
  private final BusinessClock clock = BusinessClock.of(null);
  private boolean awake;

  @Override
  public void live() {
    for (int hours = 0; hours < HOURS_PER_RUN; hours++) {
      awake = false;
      Instant now = clock.now();
      Workflow.setCurrentDetails(told(now));
      clock.await(now.plus(Duration.ofHours(1)), "Next look at reminders", () -> awake);
    }
    Workflow.await(Workflow::isEveryHandlerFinished);
    Workflow.continueAsNew();
  }

  /** What cannot be done within an hour is tried anew then, with what has fallen due since. */
  private String told(Instant now) {
    try {
      Reminders.Told told = reminders.tell(now);
      return "At " + now + ": " + told.cards() + " cards, " + told.notices() + " notices.";
    } catch (ActivityFailure failure) {
      return "At " + now + ": not all could be told; the next look tries again.";
    }
  }

  @Override
  public void wake() {
    awake = true;
  }
}
