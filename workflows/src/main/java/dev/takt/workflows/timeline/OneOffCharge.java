package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.Period;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A charge beside the price of time, as long as it is not billed. No discount touches it, no pause
 * moves it, and nothing prorates it.
 *
 * @param unitAmount in minor units, with VAT where {@code includesVat} says so
 * @param askedOn the business date of the request
 * @param date with {@code ON_DATE}, else null
 * @param service the days over which it is earned; null where it is earned on the day of its
 *     invoice
 * @param setUp whether it is the set-up fee of the plan, which an end before any service forfeits
 */
public record OneOffCharge(
    String id,
    String description,
    long unitAmount,
    int quantity,
    String vatRate,
    boolean includesVat,
    When when,
    LocalDate askedOn,
    @Nullable LocalDate date,
    @Nullable Period service,
    boolean setUp) {

  /** When it is billed. */
  public enum When {
    /** On the next invoice of the subscription or of its group, whatever makes that one. */
    NEXT_INVOICE,
    /** At once, on an invoice of its own. */
    NOW,
    /** On a date, together with what else is billed then. */
    ON_DATE
  }

  /** The whole of it, in minor units. */
  public long amount() {
    return unitAmount * quantity;
  }

  /** The line that bills it. */
  ExtraLine line() {
    return new ExtraLine(
        ExtraLine.Kind.ONE_OFF, id, description, quantity, amount(), vatRate, includesVat, service);
  }

  /** Whether its date has come. */
  boolean isDatedBy(LocalDate on) {
    return date != null && !date.isAfter(on);
  }

  /** Whether an invoice of a date takes it in that is made for something else. */
  boolean joinsOn(LocalDate on) {
    return when == When.NEXT_INVOICE || isDatedBy(on);
  }
}
