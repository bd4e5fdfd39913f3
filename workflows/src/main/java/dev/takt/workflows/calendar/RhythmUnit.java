package dev.takt.workflows.calendar;

/** The unit that a rhythm counts in. */
public enum RhythmUnit {
  DAY,
  WEEK,
  MONTH,
  YEAR
}
