package dev.takt.workflows.claim;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** How days of interest are counted, and how many a year has. */
public enum DayCount {
  /** The days of the calendar, and 365 a year. */
  @JsonProperty("ACT_365")
  ACTUAL_365(365) {
    @Override
    int days(LocalDate from, LocalDate to) {
      return Math.toIntExact(ChronoUnit.DAYS.between(from, to));
    }
  },

  /** Each month has 30 days, its 31st is its 30th, and a year has 360 (30E/360). */
  @JsonProperty("30E_360")
  EUROBOND_360(360) {
    @Override
    int days(LocalDate from, LocalDate to) {
      return 360 * (to.getYear() - from.getYear())
          + 30 * (to.getMonthValue() - from.getMonthValue())
          + Math.min(30, to.getDayOfMonth())
          - Math.min(30, from.getDayOfMonth());
    }
  };

  private final int year;

  DayCount(int year) {
    this.year = year;
  }

  int year() {
    return year;
  }

  /** The days from one date to another; the first counts, the other does not. */
  abstract int days(LocalDate from, LocalDate to);
}
