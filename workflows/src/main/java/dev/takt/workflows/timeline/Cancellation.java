package dev.takt.workflows.timeline;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The end as it was asked for. {@code END_OF_PERIOD} is resolved by the timeline, so that a pause
 * planned before or after it gives the same end.
 *
 * @param date with {@code ON_DATE}: the first day without service
 * @param askedOn the business date of the request
 */
public record Cancellation(
    When when,
    @Nullable LocalDate date,
    LocalDate askedOn,
    Settlement settlement,
    Receivables receivables,
    @Nullable String reason) {

  /** When it ends. */
  public enum When {
    IMMEDIATELY,
    END_OF_PERIOD,
    ON_DATE
  }

  /** What happens with time billed past the end. */
  public enum Settlement {
    REFUND,
    /** Kept for the customer's other subscriptions. */
    BALANCE,
    NONE
  }

  /** What becomes of invoices that are open at the end. */
  public enum Receivables {
    CONTINUE_DUNNING,
    WRITE_OFF
  }
}
