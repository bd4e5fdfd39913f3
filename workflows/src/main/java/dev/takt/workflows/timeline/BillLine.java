package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.Period;
import java.time.LocalDate;

/**
 * A line of a bill that is not yet in the books.
 *
 * @param servicePeriod the dates it is about
 * @param amount in minor units, with VAT where the price includes it
 */
public record BillLine(
    BilledLine.Kind kind,
    LocalDate nominalStart,
    int days,
    int position,
    int length,
    Period servicePeriod,
    long amount,
    Price price) {

  /** The line as the books remember it. */
  public BilledLine billedBy(String invoiceId) {
    return new BilledLine(
        kind,
        invoiceId,
        invoiceId,
        nominalStart,
        days,
        position,
        length,
        amount,
        price.vatRate(),
        price.includesVat(),
        price.total());
  }

  /** The same with a part of its amount. */
  BillLine of(long part) {
    return new BillLine(kind, nominalStart, days, position, length, servicePeriod, part, price);
  }

  /** The first day that it is about, as the nominal period had it. */
  LocalDate firstDay() {
    return nominalStart.plusDays(position);
  }
}
