package dev.takt.workflows.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Sweeps the database once a day. There is one for all merchants, with the id {@link #ID}; each
 * worker sees to it at its start that it is there. A workflow and not a Temporal schedule, since
 * the in-process service has none.
 */
@WorkflowInterface
public interface RetentionWorkflow {
  String ID = "retention";

  @WorkflowMethod(name = "Retention")
  void live();

  /** Sweeps now: for operators who have changed a setting and want to see what comes of it. */
  @SignalMethod(name = "sweep")
  void sweep();
}
