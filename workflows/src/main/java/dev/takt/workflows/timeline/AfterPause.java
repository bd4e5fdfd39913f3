package dev.takt.workflows.timeline;

/** Where the rhythm goes on after a pause (semantics, section 4). */
public enum AfterPause {
  /** Renewal dates do not move. */
  KEEP_DATES,
  /** A new full nominal period starts on the resume day. */
  RESTART,
  /** The interrupted period goes on where it stopped. */
  EXTEND
}
