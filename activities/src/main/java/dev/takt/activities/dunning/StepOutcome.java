package dev.takt.activities.dunning;

/** What came of a step that the law has to allow. */
enum StepOutcome {
  DONE,
  /** It is not done, now or later. */
  SKIPPED,
  /** It is done later, or by a person. */
  WAITING,
  /** It was done and came to nothing: its letter could not be sent. */
  FAILED
}
