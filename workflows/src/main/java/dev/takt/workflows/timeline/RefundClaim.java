package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.money.VatBucket;
import java.time.LocalDate;

/**
 * Money that was billed for time that is not used: what a pause or an end gives back.
 *
 * @param amount positive, in minor units, as on the line
 * @param position the first unused day's place in the nominal period
 * @param length in days
 * @param servicePeriod the dates it is about
 * @param unused whether the days are not used; false where they only became cheaper
 */
public record RefundClaim(
    LocalDate nominalStart,
    int days,
    int position,
    int length,
    Period servicePeriod,
    long amount,
    Price price,
    boolean unused) {

  /** The same about another amount. */
  public RefundClaim of(long other) {
    return new RefundClaim(
        nominalStart, days, position, length, servicePeriod, other, price, unused);
  }

  /** The same at the rate of credit that had paid for the time, with VAT in it: no days of it. */
  public RefundClaim passedOn(String vatRate) {
    return new RefundClaim(
        nominalStart,
        days,
        position,
        length,
        servicePeriod,
        amount,
        price.taxedAs(new VatBucket(vatRate, true)),
        false);
  }
}
