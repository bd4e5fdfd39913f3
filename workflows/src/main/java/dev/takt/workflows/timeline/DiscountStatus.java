package dev.takt.workflows.timeline;

/** Whether a discount is still to come, holds, or is over. */
public enum DiscountStatus {
  PLANNED,
  RUNNING,
  OVER
}
