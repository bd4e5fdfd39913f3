package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.money.VatBucket;
import org.jspecify.annotations.Nullable;

/**
 * A line of a bill that is about no nominal period, so that the timeline neither prices nor
 * remembers it.
 *
 * @param sourceId what it bills
 * @param amount of all of it, positive, in minor units, with VAT where {@code includesVat} says so
 * @param servicePeriod the days over which it is earned, or null
 */
public record ExtraLine(
    Kind kind,
    String sourceId,
    String description,
    int quantity,
    long amount,
    String vatRate,
    boolean includesVat,
    @Nullable Period servicePeriod) {

  /** What it bills, as the line is called on the wire. */
  public enum Kind {
    ONE_OFF
  }

  /** How its amount is taxed. */
  public VatBucket vatBucket() {
    return new VatBucket(vatRate, includesVat);
  }
}
