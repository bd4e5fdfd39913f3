package dev.takt.workflows.calendar;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A half-open range of calendar dates: {@code from} is the first day inside, {@code to} the first
 * day outside. Dates are in the merchant's time zone.
 */
public record Period(LocalDate from, LocalDate to) {
  public Period {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "a period cannot end (" + to + ") before it starts (" + from + ")");
    }
  }

  /** The number of days inside. */
  public int days() {
    return days(from, to);
  }

  public boolean contains(LocalDate date) {
    return !date.isBefore(from) && date.isBefore(to);
  }

  /** The days from {@code from} to {@code to}, negative when {@code to} is the earlier. */
  public static int days(LocalDate from, LocalDate to) {
    return Math.toIntExact(ChronoUnit.DAYS.between(from, to));
  }
}
