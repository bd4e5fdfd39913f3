package dev.takt.workflows.timeline;

import java.math.BigDecimal;

/** The tests' own opinion on what a quantity costs: one unit after the other. */
public final class NaivePrice {
  private NaivePrice() {}

  /** A price before discounts. */
  public static BigDecimal list(Price price) {
    Tiers tiers = price.tiers();
    if (tiers == null) {
      return BigDecimal.valueOf(price.unitPrice()).multiply(BigDecimal.valueOf(price.quantity()));
    }
    BigDecimal sum = BigDecimal.ZERO;
    Tiers.Tier before = null;
    for (int unit = 1; unit <= price.quantity(); unit++) {
      int looksAt = tiers.mode() == Tiers.Mode.GRADUATED ? unit : price.quantity();
      Tiers.Tier tier = tierOf(tiers, looksAt);
      if (!tier.equals(before)) {
        sum = sum.add(BigDecimal.valueOf(tier.flatAmount()));
      }
      sum = sum.add(BigDecimal.valueOf(tier.unitAmount()));
      before = tier;
    }
    return sum;
  }

  private static Tiers.Tier tierOf(Tiers tiers, int unit) {
    for (Tiers.Tier tier : tiers.tiers()) {
      if (tier.upTo() == null || unit <= tier.upTo()) {
        return tier;
      }
    }
    throw new AssertionError("the last tier has no bound: " + tiers);
  }
}
