package dev.takt.workflows.timeline;

/** When the short period is billed that brings a new member of a group into step. */
public enum Transition {
  /** On the next joint invoice. */
  ON_NEXT_DATE,
  /** At once when it begins, on an invoice of its own. */
  AT_START
}
