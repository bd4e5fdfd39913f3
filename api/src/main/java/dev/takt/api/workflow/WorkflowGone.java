package dev.takt.api.workflow;

/** There is no living workflow of that id: what it was about is over, or it is being restored. */
public final class WorkflowGone extends RuntimeException {
  WorkflowGone(Throwable cause) {
    super(cause);
  }
}
