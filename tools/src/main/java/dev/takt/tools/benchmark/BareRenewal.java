package dev.takt.tools.benchmark;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;

/** A renewal with nothing in it: what the Temporal service alone allows. */
@WorkflowInterface
public interface BareRenewal {

  /** Sleeps until {@code due}, and does nothing then: in one activity, or in a local one first. */
  @WorkflowMethod(name = "BareRenewal")
  void renew(Instant due, boolean local);
}
