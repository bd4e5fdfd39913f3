package dev.takt.api.coupons;

import dev.takt.records.coupons.Coupon;
import dev.takt.workflows.subscription.CouponTerms;
import dev.takt.workflows.timeline.DiscountDuration;
import dev.takt.workflows.timeline.PriceReduction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A coupon as the API tells it.
 *
 * @param amountOff in minor units
 * @param redeemBy the last day on which it is redeemed
 * @param redemptions how often it has been
 */
record CouponView(
    String id,
    String code,
    String name,
    @Nullable BigDecimal percentOff,
    @Nullable Long amountOff,
    @Nullable String currency,
    @Nullable LocalDate until,
    @Nullable Integer days,
    @Nullable Integer periods,
    boolean countsPauses,
    @Nullable LocalDate redeemBy,
    @Nullable Integer maxRedemptions,
    int redemptions,
    List<String> planIds,
    boolean firstSubscriptionOnly,
    Instant createdAt) {

  static CouponView of(Coupon coupon) {
    CouponTerms terms = coupon.terms();
    DiscountDuration duration = terms.duration();
    return new CouponView(
        coupon.id(),
        coupon.code(),
        coupon.name(),
        terms.reduction() instanceof PriceReduction.PercentOff percent ? percent.percent() : null,
        terms.reduction() instanceof PriceReduction.AmountOff(long amount) ? amount : null,
        terms.currency(),
        duration instanceof DiscountDuration.UntilDate(LocalDate date) ? date : null,
        duration instanceof DiscountDuration.ForDays days ? days.days() : null,
        duration instanceof DiscountDuration.ForPeriods(int periods) ? periods : null,
        duration instanceof DiscountDuration.ForDays days && days.countsPauses(),
        terms.redeemBy(),
        coupon.maxRedemptions(),
        coupon.redemptions(),
        terms.planIds(),
        terms.firstSubscriptionOnly(),
        coupon.createdAt());
  }
}
