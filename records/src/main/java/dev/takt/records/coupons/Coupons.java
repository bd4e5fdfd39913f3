package dev.takt.records.coupons;

import dev.takt.records.Conditions;
import dev.takt.records.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.Repository;

/** Coupons that can be redeemed. */
public interface Coupons extends Repository<Coupon, String>, Rows<Coupon> {

  Optional<Coupon> findByTenantAndIdAndDeletedAtIsNull(String tenant, String id);

  Optional<Coupon> findByTenantAndCodeAndDeletedAtIsNull(String tenant, String code);

  /** The coupon, which nobody else redeems until the transaction ends. */
  @Lock(LockMode.PESSIMISTIC_WRITE)
  Optional<Coupon> findForUpdateByTenantAndCodeAndDeletedAtIsNull(String tenant, String code);

  /** From now on nobody can redeem it. A repeat changes nothing; false: there is none. */
  @Modifying
  @Query(
      """
      update coupon set deleted_at = coalesce(deleted_at, :at) where tenant = :tenant and id = :id
      """)
  boolean delete(String tenant, String id, Instant at);

  /** Whether a customer has had no other subscription that started. */
  @Query(
      """
      select not exists (select 1 from subscription
        where tenant = :tenant and customer_id = :customerId and id <> :subscriptionId
          and (status <> 'ENDED' or (state #>> '{progress,activated}') = 'true'))
      """)
  boolean isFirst(String tenant, String customerId, String subscriptionId);

  /** Whether a subscription has redeemed one. */
  @Query(
      """
      select exists (select 1 from coupon_redemption
        where tenant = :tenant and subscription_id = :subscriptionId)
      """)
  boolean isRedeemed(String tenant, String subscriptionId);

  /** A page of a tenant's coupons, newest first. */
  default List<Coupon> page(
      String tenant, @Nullable String code, @Nullable String after, int rows) {
    return page(
        Conditions.of(tenant).and("deleted_at is null").and("code = :code", "code", code),
        after,
        rows);
  }
}
