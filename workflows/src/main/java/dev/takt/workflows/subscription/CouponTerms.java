package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.Discount;
import dev.takt.workflows.timeline.DiscountDuration;
import dev.takt.workflows.timeline.PriceReduction;
import dev.takt.workflows.timeline.Segment;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a coupon gives, and to whom.
 *
 * @param currency of an amount off, or null
 * @param redeemBy the last day on which it is redeemed, or null
 * @param planIds the plans that it is for; empty for all
 * @param firstSubscriptionOnly whether only a customer who has had no other subscription may have
 *     it
 */
public record CouponTerms(
    String code,
    PriceReduction reduction,
    @Nullable String currency,
    DiscountDuration duration,
    @Nullable LocalDate redeemBy,
    List<String> planIds,
    boolean firstSubscriptionOnly) {
  public CouponTerms {
    planIds = List.copyOf(planIds);
  }

  /** Why there is no coupon of a code. */
  public static Refusal unknown(String code) {
    return Refusal.notAllowed(
        "coupon_unknown", "There is no coupon \"" + code + "\".", "/couponCode");
  }

  /** Why a coupon that is redeemed as often as it may be is not redeemed. */
  public static Refusal usedUp(String code) {
    return Refusal.notAllowed(
        "coupon_used_up",
        "The coupon \"" + code + "\" has been redeemed as often as it may be.",
        "/couponCode");
  }

  /**
   * Why a subscription cannot have it, or null.
   *
   * @param today the customer's date
   * @param isFirst whether it is the customer's first subscription
   */
  public @Nullable Refusal objectionTo(
      Subscription subscription, LocalDate today, boolean isFirst) {
    if (redeemBy != null && today.isAfter(redeemBy)) {
      return Refusal.notAllowed(
          "coupon_expired", "The coupon could be redeemed until " + redeemBy + ".", "/couponCode");
    }
    if (!isForPlan(subscription, today)) {
      return Refusal.notAllowed(
          "coupon_not_for_plan", "The coupon is not for this plan.", "/couponCode");
    }
    if (currency != null && !currency.equals(subscription.currency())) {
      return Refusal.notAllowed(
          "coupon_not_for_plan",
          "The coupon is in " + currency + ", the plan in " + subscription.currency() + ".",
          "/couponCode");
    }
    return firstSubscriptionOnly && !isFirst
        ? Refusal.notAllowed(
            "coupon_not_first",
            "The coupon is for a customer's first subscription only.",
            "/couponCode")
        : null;
  }

  private boolean isForPlan(Subscription subscription, LocalDate today) {
    LocalDate start = subscription.terms().startDate();
    LocalDate day = start.isAfter(today) ? start : today;
    String planId =
        subscription.segments(day.plusDays(1)).stream()
            .filter(segment -> segment.price() != null)
            .reduce((_, later) -> later)
            .map(Segment::price)
            .orElse(subscription.terms().price())
            .planId();
    return planIds.isEmpty() || planIds.contains(planId);
  }

  /** What is asked for with its code, as it gives it. */
  public Request.GrantDiscount granted(Request.GrantDiscount asked) {
    return new Request.GrantDiscount(
        asked.id(), reduction, asked.from(), duration, code, asked.reason());
  }

  /** The discount that it gives from a day on. */
  public Discount from(LocalDate day, String discountId) {
    return new Discount(discountId, reduction, day, duration, code, null);
  }
}
