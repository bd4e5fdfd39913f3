package dev.takt.workflows.timeline;

import dev.takt.workflows.money.VatBucket;

/**
 * What one nominal period costs: {@code unitPrice × quantity}, in minor units.
 *
 * @param name of the plan, as it stands on the invoice line
 * @param vatRate in per cent, as a decimal text
 * @param includesVat whether the unit price holds the VAT already
 */
public record Price(
    String planId, String name, long unitPrice, int quantity, String vatRate, boolean includesVat) {

  /** How it is taxed. */
  public VatBucket vatBucket() {
    return new VatBucket(vatRate, includesVat);
  }

  /** The price of a whole nominal period, in minor units. */
  public long total() {
    return Math.multiplyExact(unitPrice, (long) quantity);
  }
}
