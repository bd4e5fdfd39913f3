package dev.takt.api.coupons;

import dev.takt.records.coupons.Coupon;
import dev.takt.records.coupons.Coupons;
import dev.takt.workflows.subscription.CouponTerms;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Subscription;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What coupons give to whom; the books look again when one is redeemed. */
@Component
public class CouponOffers {
  private final Coupons coupons;

  CouponOffers(Coupons coupons) {
    this.coupons = coupons;
  }

  /** What a coupon gives to a subscription, or why it gives it nothing. */
  public record Offer(@Nullable CouponTerms terms, @Nullable Refusal refusal) {}

  /**
   * What a coupon gives to a subscription.
   *
   * @param today the customer's date
   */
  public Offer offer(String code, Subscription subscription, LocalDate today) {
    return coupons
        .findByTenantAndCodeAndDeletedAtIsNull(subscription.identity().tenant(), code)
        .map(coupon -> new Offer(coupon.terms(), objection(coupon, subscription, today)))
        .orElseGet(() -> new Offer(null, CouponTerms.unknown(code)));
  }

  private @Nullable Refusal objection(Coupon coupon, Subscription subscription, LocalDate today) {
    Identity identity = subscription.identity();
    boolean isFirst =
        coupons.isFirst(identity.tenant(), identity.customerId(), identity.subscriptionId());
    return coupon.objectionTo(subscription, today, isFirst);
  }

  /** Whether a subscription has redeemed one: its sign-up is asked for again. */
  public boolean isRedeemed(String tenant, String subscriptionId) {
    return coupons.isRedeemed(tenant, subscriptionId);
  }
}
