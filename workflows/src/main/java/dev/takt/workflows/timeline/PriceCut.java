package dev.takt.workflows.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One discount's part of a price.
 *
 * @param amount what it takes off a whole nominal period, in minor units
 */
public record PriceCut(Discount discount, long amount) {

  /**
   * What discounts take off a price: percentages before amounts, in the order in which they were
   * granted, each of what is left.
   */
  static List<PriceCut> of(long price, List<Discount> discounts) {
    List<Discount> inOrder = new ArrayList<>(discounts);
    inOrder.sort(
        Comparator.comparing(discount -> discount.reduction() instanceof PriceReduction.AmountOff));
    List<PriceCut> cuts = new ArrayList<>();
    long left = price;
    for (Discount discount : inOrder) {
      long amount = discount.reduction().of(left);
      cuts.add(new PriceCut(discount, amount));
      left -= amount;
    }
    return cuts;
  }
}
