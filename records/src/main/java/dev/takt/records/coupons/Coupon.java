package dev.takt.records.coupons;

import dev.takt.workflows.subscription.CouponTerms;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Subscription;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A code for which a discount is granted.
 *
 * @param maxRedemptions how often it may be redeemed at most, or null
 * @param redemptions how often it has been
 * @param deletedAt since when nobody can redeem it any more
 */
@Table
public record Coupon(
    @Id String id,
    String tenant,
    String code,
    String name,
    CouponTerms terms,
    @Nullable Integer maxRedemptions,
    int redemptions,
    Instant createdAt,
    @Nullable Instant deletedAt) {

  /**
   * Why a subscription cannot have it, or null.
   *
   * @param today the customer's date
   * @param isFirst whether it is the customer's first subscription
   */
  public @Nullable Refusal objectionTo(
      Subscription subscription, LocalDate today, boolean isFirst) {
    Refusal refusal = terms.objectionTo(subscription, today, isFirst);
    boolean isUsedUp = maxRedemptions != null && redemptions >= maxRedemptions;
    return refusal == null && isUsedUp ? CouponTerms.usedUp(code) : refusal;
  }
}
