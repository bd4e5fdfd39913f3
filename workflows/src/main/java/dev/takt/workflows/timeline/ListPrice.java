package dev.takt.workflows.timeline;

import java.time.LocalDate;

/**
 * What a plan costs from a date on, whoever comes onto it.
 *
 * @param unitPrice in minor units
 */
public record ListPrice(LocalDate from, long unitPrice, Reach reach) {

  /** Whom it reaches of those who are on the plan by then. */
  public enum Reach {
    /** Nobody: they keep what they pay. */
    NEW_ONLY,
    /** Each from the first nominal period that starts on the date or later. */
    NEXT_PERIOD,
    /** All on the date. */
    ON_DATE
  }
}
