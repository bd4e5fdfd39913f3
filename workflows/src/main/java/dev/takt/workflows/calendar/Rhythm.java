package dev.takt.workflows.calendar;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An endless row of boundaries, {@code count} units apart, each computed from the anchor and never
 * from the one before, so that a month-end rhythm comes back to the 31st after February.
 *
 * @param anchor boundary 0
 * @param dayOfMonth the day (1–31) that monthly and yearly boundaries fall on, clamped to the
 *     length of the month; ignored for days and weeks
 */
public record Rhythm(RhythmUnit unit, int count, LocalDate anchor, int dayOfMonth) {
  public Rhythm {
    if (count < 1) {
      throw new IllegalArgumentException("a rhythm counts at least 1 unit, not " + count);
    }
    if (dayOfMonth < 1 || dayOfMonth > 31) {
      throw new IllegalArgumentException("no month has a day " + dayOfMonth);
    }
  }

  /** The rhythm whose boundary 0 is {@code anchor}. */
  public static Rhythm anchoredAt(RhythmUnit unit, int count, LocalDate anchor) {
    return new Rhythm(unit, count, anchor, anchor.getDayOfMonth());
  }

  /**
   * The rhythm of a subscription whose paid time starts on {@code start}: anchored there, or, with
   * an anchor day, at the first date on or after the start that falls on it (clamped to its month).
   */
  public static Rhythm startingAt(
      RhythmUnit unit, int count, LocalDate start, @Nullable Integer anchorDay) {
    if (anchorDay == null || unit == RhythmUnit.DAY || unit == RhythmUnit.WEEK) {
      return anchoredAt(unit, count, start);
    }
    LocalDate inStartMonth = clamped(YearMonth.from(start), anchorDay);
    LocalDate anchor =
        inStartMonth.isBefore(start)
            ? clamped(YearMonth.from(start).plusMonths(1), anchorDay)
            : inStartMonth;
    return new Rhythm(unit, count, anchor, anchorDay);
  }

  /** Whether its boundaries fall on a day of the month. */
  public boolean hasDayOfMonth() {
    return unit == RhythmUnit.MONTH || unit == RhythmUnit.YEAR;
  }

  /** Boundary {@code k}; negative ones lie before the anchor. */
  public LocalDate boundary(int k) {
    long units = Math.multiplyExact((long) k, count);
    return switch (unit) {
      case DAY -> anchor.plusDays(units);
      case WEEK -> anchor.plusWeeks(units);
      case MONTH -> clamped(YearMonth.from(anchor).plusMonths(units), dayOfMonth);
      case YEAR -> clamped(YearMonth.from(anchor).plusYears(units), dayOfMonth);
    };
  }

  /**
   * The number of the nominal period that {@code date} lies in: its start is {@code boundary(k)}.
   */
  public int indexAt(LocalDate date) {
    long units =
        switch (unit) {
          case DAY -> ChronoUnit.DAYS.between(anchor, date);
          case WEEK -> Math.floorDiv(ChronoUnit.DAYS.between(anchor, date), 7);
          case MONTH -> monthsTo(date);
          case YEAR -> Math.floorDiv(monthsTo(date), 12);
        };
    return Math.toIntExact(Math.floorDiv(units, (long) count));
  }

  /** The nominal period that {@code date} lies in. */
  public Period periodAt(LocalDate date) {
    int k = indexAt(date);
    return new Period(boundary(k), boundary(k + 1));
  }

  private long monthsTo(LocalDate date) {
    YearMonth month = YearMonth.from(date);
    long months = ChronoUnit.MONTHS.between(YearMonth.from(anchor), month);
    return date.isBefore(clamped(month, dayOfMonth)) ? months - 1 : months;
  }

  private static LocalDate clamped(YearMonth month, int day) {
    return month.atDay(Math.min(day, month.lengthOfMonth()));
  }
}
