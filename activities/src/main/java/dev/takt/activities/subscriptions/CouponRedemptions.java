package dev.takt.activities.subscriptions;

import dev.takt.activities.invoicing.SubscriptionTransaction;
import dev.takt.activities.records.SqlValues;
import dev.takt.records.coupons.Coupon;
import dev.takt.records.coupons.Coupons;
import dev.takt.workflows.subscription.CouponTerms;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Discount;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Redeems coupons in the transaction that grants their discounts. A coupon's row is locked from its
 * redemption to the end of the transaction, so that its limit is kept however many sign up at once.
 */
@Component
class CouponRedemptions {
  private final JdbcClient database;
  private final Coupons coupons;

  CouponRedemptions(JdbcClient database, Coupons coupons) {
    this.database = database;
    this.coupons = coupons;
  }

  /** What a coupon gives. */
  Optional<CouponTerms> terms(String tenant, String code) {
    return coupons.findByTenantAndCodeAndDeletedAtIsNull(tenant, code).map(Coupon::terms);
  }

  /** Redeems the coupons of a new subscription; the answer is why one cannot be, or null. */
  @Nullable Refusal redeemedBy(Subscription signedUp, LocalDate on, Instant at) {
    for (Discount discount : signedUp.changes().discounts()) {
      Refusal refusal =
          discount.coupon() == null
              ? null
              : redeemed(signedUp, discount.id(), discount.coupon(), on, at);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  /**
   * Redeems the coupon of a discount that is granted, or returns that of one that is removed; the
   * answer is why it cannot be, or null.
   */
  @Nullable Refusal objectionTo(Request request, SubscriptionTransaction transaction) {
    Subscription state = transaction.state();
    return switch (request) {
      case Request.GrantDiscount grant when grant.coupon() != null ->
          redeemed(state, grant.id(), grant.coupon(), transaction.on(), transaction.at());
      case Request.RemoveDiscount removal -> {
        state.changes().discounts().stream()
            .filter(discount -> discount.id().equals(removal.discountId()))
            .filter(discount -> discount.coupon() != null)
            .forEach(discount -> giveBack(state.identity(), discount));
        yield null;
      }
      default -> null;
    };
  }

  /** Gives back what a subscription has redeemed that ended before it started. */
  void returnIfNeverStarted(Subscription ended) {
    if (!ended.progress().activated()) {
      ended.changes().discounts().stream()
          .filter(discount -> discount.coupon() != null)
          .forEach(discount -> giveBack(ended.identity(), discount));
    }
  }

  private @Nullable Refusal redeemed(
      Subscription subscription, String discountId, String code, LocalDate on, Instant at) {
    Identity identity = subscription.identity();
    Coupon coupon =
        coupons
            .findForUpdateByTenantAndCodeAndDeletedAtIsNull(identity.tenant(), code)
            .orElse(null);
    if (coupon == null) {
      return CouponTerms.unknown(code);
    }
    boolean isFirst =
        coupons.isFirst(identity.tenant(), identity.customerId(), identity.subscriptionId());
    Refusal refusal = coupon.objectionTo(subscription, on, isFirst);
    if (refusal == null) {
      redeem(identity, coupon.id(), discountId, at);
    }
    return refusal;
  }

  private void redeem(Identity identity, String couponId, String discountId, Instant at) {
    database
        .sql(
            """
            with redeemed as (
              update coupon set redemptions = redemptions + 1
              where id = :coupon and tenant = :tenant)
            insert into coupon_redemption (tenant, coupon_id, subscription_id, discount_id,
              redeemed_at)
            values (:tenant, :coupon, :subscription, :discount, :at)
            """)
        .param("tenant", identity.tenant())
        .param("coupon", couponId)
        .param("subscription", identity.subscriptionId())
        .param("discount", discountId)
        .param("at", SqlValues.instant(at))
        .update();
  }

  private void giveBack(Identity identity, Discount discount) {
    database
        .sql(
            """
            with returned as (
              delete from coupon_redemption
              where tenant = :tenant and subscription_id = :subscription
                and discount_id = :discount
              returning coupon_id)
            update coupon c set redemptions = redemptions - 1
            from returned r where c.id = r.coupon_id and c.tenant = :tenant
            """)
        .param("tenant", identity.tenant())
        .param("subscription", identity.subscriptionId())
        .param("discount", discount.id())
        .update();
  }
}
