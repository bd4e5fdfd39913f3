package dev.takt.workflows.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * When a card stops working, and when its owner is told before: a card works through the last day
 * of its month (card schemes' rule; facts "dunning-law", Cards).
 *
 * @param month the month that is printed on it
 */
public record CardExpiry(YearMonth month) {
  private static final LocalTime MORNING = LocalTime.of(9, 0);

  /** What happens on the way to its end, in order. */
  public enum Step {
    /** Thirty days before its last day. */
    EARLY(30),
    /** A week before its last day. */
    LATE(7),
    /** The first day on which it does not work. */
    OVER(-1);

    private final int daysBeforeLast;

    Step(int daysBeforeLast) {
      this.daysBeforeLast = daysBeforeLast;
    }
  }

  /** The last day on which it works. */
  public LocalDate lastDay() {
    return month.atEndOfMonth();
  }

  /** The day of a step. */
  public LocalDate dayOf(Step step) {
    return lastDay().minusDays(step.daysBeforeLast);
  }

  /** The morning of a step's day; that it is over counts from midnight. */
  public Instant momentOf(Step step, ZoneId zone) {
    LocalTime time = step == Step.OVER ? LocalTime.MIDNIGHT : MORNING;
    return dayOf(step).atTime(time).atZone(zone).toInstant();
  }

  /** The steps that are left for a card that was added on a day. */
  public List<Step> stepsAfter(LocalDate added) {
    return Stream.of(Step.values())
        .filter(step -> step == Step.OVER || dayOf(step).isAfter(added))
        .toList();
  }
}
