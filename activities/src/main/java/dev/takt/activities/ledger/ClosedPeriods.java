package dev.takt.activities.ledger;

import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Which dates may still be posted to: closed books stay closed, and what reaches back is posted on
 * the first open date or in the first open month.
 *
 * @param closedThrough the last closed date, or null where nothing is closed
 */
public record ClosedPeriods(@Nullable LocalDate closedThrough) {

  public boolean isClosed(LocalDate date) {
    return closedThrough != null && !date.isAfter(closedThrough);
  }

  /** The date, or the first open one after it. */
  public LocalDate dateFor(LocalDate date) {
    return closedThrough != null && isClosed(date) ? closedThrough.plusDays(1) : date;
  }

  /** The month whose end can still take an accrual that is found out on {@code date}. */
  public YearMonth monthFor(LocalDate date) {
    return YearMonth.from(dateFor(date));
  }
}
