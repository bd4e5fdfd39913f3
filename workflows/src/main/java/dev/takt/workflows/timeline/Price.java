package dev.takt.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.takt.workflows.money.VatBucket;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one nominal period costs: {@code unitPrice × quantity}, or what tiers make of the quantity,
 * less discounts, in minor units.
 *
 * @param name of the plan, as it stands on the invoice line
 * @param unitPrice 0 where there are tiers
 * @param vatRate in per cent, as a decimal text
 * @param includesVat whether the unit price holds the VAT already
 * @param cuts what discounts take off it, in the order in which they do: reckoned from the
 *     timeline, never kept
 * @param tiers what a quantity costs by its size; null where each unit costs the same
 */
public record Price(
    String planId,
    String name,
    long unitPrice,
    int quantity,
    String vatRate,
    boolean includesVat,
    @JsonIgnore List<PriceCut> cuts,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Tiers tiers) {

  public Price {
    cuts = cuts == null ? List.of() : List.copyOf(cuts);
  }

  /** A price without discounts, each unit at the same. */
  public Price(
      String planId,
      String name,
      long unitPrice,
      int quantity,
      String vatRate,
      boolean includesVat) {
    this(planId, name, unitPrice, quantity, vatRate, includesVat, List.of(), null);
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
    return tiers == null ? Math.multiplyExact(unitPrice, (long) quantity) : tiers.of(quantity);
  }

  /** The list price where each unit, or the quantity by its size, costs something else. */
  public Price costing(long otherUnitPrice, @Nullable Tiers otherTiers) {
    return new Price(
        planId, name, otherUnitPrice, quantity, vatRate, includesVat, List.of(), otherTiers);
  }

  /** The list price of another quantity. */
  Price of(int otherQuantity) {
    return new Price(
        planId, name, unitPrice, otherQuantity, vatRate, includesVat, List.of(), tiers);
  }

  /** The most that a quantity or a smaller one may cost, in minor units. */
  public long dearest(int most) {
    return tiers == null ? Math.multiplyExact(unitPrice, (long) most) : tiers.atMost(most);
  }

  /** Whether a quantity costs the same by another price, whatever it is. */
  public boolean isPricedLike(long otherUnitPrice, @Nullable Tiers otherTiers) {
    return unitPrice == otherUnitPrice && Objects.equals(tiers, otherTiers);
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
        PriceCut.of(listTotal(), discounts),
        tiers);
  }

  /** The same with another kind of VAT. */
  Price taxedAs(VatBucket bucket) {
    return new Price(
        planId, name, unitPrice, quantity, bucket.vatRate(), bucket.includesVat(), cuts, tiers);
  }
}
