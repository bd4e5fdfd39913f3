package dev.takt.workflows.timeline;

/** What happens with time that was billed and is now paused. */
public enum PauseSettlement {
  /** Deducted on the next invoice. */
  BALANCE,
  /** A credit note, and the money goes back. */
  REFUND,
  /** The customer has no claim; the days count as used. */
  NONE
}
