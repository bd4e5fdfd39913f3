package dev.takt.workflows.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Looks every hour what customers are to be told by date in live time: cards that expire, prices
 * that change. There is one, {@link #ID}, for all merchants; a test clock does the same for what
 * lives on it. What has been told is in the database, so an hour too many tells nothing twice, and
 * one that was missed is caught up with.
 */
@WorkflowInterface
public interface RemindersWorkflow {
  /** Its workflow id. */
  String ID = "reminders";

  @WorkflowMethod(name = "Reminders")
  void live();

  /** Looks now instead of at the next hour. */
  @SignalMethod(name = "wake")
  void wake();
}
