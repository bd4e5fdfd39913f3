package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.Period;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the timeline as people see it.
 *
 * @param nominal the nominal period it belongs to, with its real end; null for pauses and trials
 * @param amount what it costs, in minor units, 0 for pauses and trials
 * @param pauseId with {@code PAUSED}
 * @param price with {@code ACTIVE}
 */
public record Segment(
    Kind kind,
    Period period,
    @Nullable Period nominal,
    long amount,
    boolean billed,
    @Nullable String pauseId,
    @Nullable Price price) {

  /** What is going on. */
  public enum Kind {
    ACTIVE,
    TRIAL,
    PAUSED,
    SUSPENDED
  }
}
