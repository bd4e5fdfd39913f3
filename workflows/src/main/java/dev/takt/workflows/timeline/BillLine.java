package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.money.Proration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a bill that is not yet in the books.
 *
 * @param servicePeriod the dates it is about
 * @param amount in minor units, with VAT where the price includes it, discounts taken off
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

  /**
   * What discounts take off service that was not billed before, those that take nothing left out:
   * the price of its days after each less that before it. On time billed before they are part of
   * the difference.
   */
  public List<DiscountAmount> discounts() {
    List<DiscountAmount> discounts = new ArrayList<>();
    if (kind == BilledLine.Kind.SERVICE) {
      long left = price.listTotal();
      for (PriceCut cut : price.cuts()) {
        long amount = ofDays(left - cut.amount()) - ofDays(left);
        left -= cut.amount();
        if (amount != 0) {
          discounts.add(new DiscountAmount(cut.discount(), amount));
        }
      }
    }
    return discounts;
  }

  /** The amount before discounts. */
  public long listAmount() {
    return amount - discounts().stream().mapToLong(DiscountAmount::amount).sum();
  }

  private long ofDays(long total) {
    return Proration.between(total, position, position + length, days);
  }

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
