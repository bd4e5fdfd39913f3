package dev.takt.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.takt.workflows.money.VatBucket;
import java.util.List;

/**
 * What one nominal period costs: {@code unitPrice × quantity} less discounts, in minor units.
 *
 * @param name of the plan, as it stands on the invoice line
 * @param vatRate in per cent, as a decimal text
 * @param includesVat whether the unit price holds the VAT already
 * @param cuts what discounts take off it, in the order in which they do: reckoned from the
 *     timeline, never kept
 */
public record Price(
    String planId,
    String name,
    long unitPrice,
    int quantity,
    String vatRate,
    boolean includesVat,
    @JsonIgnore List<PriceCut> cuts) {

  public Price {
    cuts = cuts == null ? List.of() : List.copyOf(cuts);
  }

  /** A price without discounts. */
  public Price(
      String planId,
      String name,
      long unitPrice,
      int quantity,
      String vatRate,
      boolean includesVat) {
    this(planId, name, unitPrice, quantity, vatRate, includesVat, List.of());
  }

  /** How it is taxed. */
  public VatBucket vatBucket() {
    return new VatBucket(vatRate, includesVat);
  }

  /** The price of a whole nominal period, in minor units. */
  public long total() {
    return listTotal() - cuts.stream().mapToLong(PriceCut::amount).sum();
  }

  /** The same before discounts. */
  public long listTotal() {
    return Math.multiplyExact(unitPrice, (long) quantity);
  }

  /** The list price less discounts. */
  Price less(List<Discount> discounts) {
    return new Price(
        planId,
        name,
        unitPrice,
        quantity,
        vatRate,
        includesVat,
        PriceCut.of(listTotal(), discounts));
  }

  /** The same with another kind of VAT. */
  Price taxedAs(VatBucket bucket) {
    return new Price(
        planId, name, unitPrice, quantity, bucket.vatRate(), bucket.includesVat(), cuts);
  }
}
