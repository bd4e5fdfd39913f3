package dev.takt.workflows.timeline;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A dated change of price that takes a part of it off.
 *
 * @param from the first day with it, or the day from which nominal periods count
 * @param coupon the code of the coupon that it was granted for, or null
 * @param reason the merchant's own code or words for it, or null; nothing personal
 */
public record Discount(
    String id,
    PriceReduction reduction,
    LocalDate from,
    DiscountDuration duration,
    @Nullable String coupon,
    @Nullable String reason) {

  /** The same for another time. */
  public Discount lasting(DiscountDuration other) {
    return new Discount(id, reduction, from, other, coupon, reason);
  }
}
