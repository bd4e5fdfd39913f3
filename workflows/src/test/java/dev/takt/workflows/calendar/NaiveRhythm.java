package dev.takt.workflows.calendar;

import java.time.LocalDate;
import java.time.Year;
import org.jspecify.annotations.Nullable;

/**
 * Rhythm arithmetic as one would do it on one's fingers. It shares no code with {@link Rhythm}, so
 * that the two can prove each other.
 */
public record NaiveRhythm(RhythmUnit unit, int count, LocalDate anchor, int dayOfMonth) {

  public static NaiveRhythm at(RhythmUnit unit, int count, LocalDate anchor) {
    return new NaiveRhythm(unit, count, anchor, anchor.getDayOfMonth());
  }

  public static NaiveRhythm like(Rhythm rhythm) {
    return new NaiveRhythm(rhythm.unit(), rhythm.count(), rhythm.anchor(), rhythm.dayOfMonth());
  }

  /** With an anchor day: looks at one day after the other until one falls on it. */
  public static NaiveRhythm startingAt(
      RhythmUnit unit, int count, LocalDate start, @Nullable Integer anchorDay) {
    if (anchorDay == null || unit == RhythmUnit.DAY || unit == RhythmUnit.WEEK) {
      return at(unit, count, start);
    }
    LocalDate day = start;
    while (day.getDayOfMonth()
        != Math.min(anchorDay, length(day.getYear(), day.getMonthValue() - 1))) {
      day = day.plusDays(1);
    }
    return new NaiveRhythm(unit, count, day, anchorDay);
  }

  public LocalDate boundary(int k) {
    int units = k * count;
    return switch (unit) {
      case DAY -> anchor.plusDays(units);
      case WEEK -> anchor.plusDays(7L * units);
      case MONTH -> monthsLater(units);
      case YEAR -> monthsLater(12 * units);
    };
  }

  /** Tries one period after the other, forwards or backwards. */
  public int indexAt(LocalDate date) {
    int k = 0;
    while (boundary(k).isAfter(date)) {
      k--;
    }
    while (!boundary(k + 1).isAfter(date)) {
      k++;
    }
    return k;
  }

  private LocalDate monthsLater(int months) {
    int year = anchor.getYear();
    int month = anchor.getMonthValue() - 1 + months;
    while (month > 11) {
      month -= 12;
      year++;
    }
    while (month < 0) {
      month += 12;
      year--;
    }
    return LocalDate.of(year, month + 1, Math.min(dayOfMonth, length(year, month)));
  }

  private static int length(int year, int monthFromZero) {
    return switch (monthFromZero) {
      case 1 -> Year.isLeap(year) ? 29 : 28;
      case 3, 5, 8, 10 -> 30;
      default -> 31;
    };
  }
}
