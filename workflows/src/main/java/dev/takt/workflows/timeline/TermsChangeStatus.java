package dev.takt.workflows.timeline;

/** Whether a change of terms is still to come, holds, or is over. */
public enum TermsChangeStatus {
  PLANNED,
  RUNNING,
  OVER
}
