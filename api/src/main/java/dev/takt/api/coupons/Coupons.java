package dev.takt.api.coupons;

import dev.takt.api.web.Columns;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import dev.takt.workflows.port.Wire;
import dev.takt.workflows.subscription.CouponTerms;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Subscription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Coupons that can be redeemed. */
@Repository
public class Coupons {
  private static final String SELECT =
      "select * from coupon where tenant = :tenant and deleted_at is null";

  private final JdbcClient jdbc;

  Coupons(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** False when there is one with this id or code already. */
  boolean add(
      String tenant,
      String id,
      String name,
      CouponTerms terms,
      @Nullable Integer maxRedemptions,
      Instant at) {
    return jdbc.sql(
                """
                insert into coupon (id, tenant, code, name, terms, max_redemptions, created_at)
                values (:id, :tenant, :code, :name, cast(:terms as jsonb), :most, :at)
                on conflict do nothing
                """)
            .param("id", id)
            .param("tenant", tenant)
            .param("code", terms.code())
            .param("name", name)
            .param("terms", Wire.write(terms))
            .param("most", maxRedemptions)
            .param("at", Columns.at(at))
            .update()
        == 1;
  }

  Optional<Coupon> find(String tenant, String id) {
    return jdbc.sql(SELECT + " and id = :id")
        .param("tenant", tenant)
        .param("id", id)
        .query(Coupons::coupon)
        .optional();
  }

  List<Coupon> page(String tenant, @Nullable String code, Page page) {
    return Select.from(SELECT, tenant)
        .and("code = :code", "code", code)
        .page(jdbc, page, "id", Coupons::coupon);
  }

  /** From now on nobody can redeem it; a repeat changes nothing, and false: there is none. */
  boolean delete(String tenant, String id, Instant at) {
    return jdbc.sql(
                """
                update coupon set deleted_at = coalesce(deleted_at, :at)
                where tenant = :tenant and id = :id
                """)
            .param("tenant", tenant)
            .param("id", id)
            .param("at", Columns.at(at))
            .update()
        == 1;
  }

  /** What a coupon gives to a subscription, or why it gives it nothing. */
  public record Offer(@Nullable CouponTerms terms, @Nullable Refusal refusal) {}

  /**
   * What a coupon gives to a subscription; the books look again when it is redeemed.
   *
   * @param today the customer's date
   */
  public Offer offer(String tenant, String code, Subscription subscription, LocalDate today) {
    return jdbc.sql(
            """
            select terms, coalesce(redemptions >= max_redemptions, false) as used_up,
              not exists (select 1 from subscription s
                where s.tenant = :tenant and s.customer_id = :customer and s.id <> :id
                  and (s.status <> 'ENDED' or (s.state #>> '{progress,activated}') = 'true'))
              as is_first
            from coupon where tenant = :tenant and code = :code and deleted_at is null
            """)
        .param("tenant", tenant)
        .param("code", code)
        .param("customer", subscription.identity().customerId())
        .param("id", subscription.identity().subscriptionId())
        .query((row, _) -> offer(row, subscription, today))
        .optional()
        .orElseGet(() -> new Offer(null, CouponTerms.unknown(code)));
  }

  /** Whether a subscription has redeemed one: its sign-up is asked for again. */
  public boolean isRedeemed(String tenant, String subscriptionId) {
    return jdbc.sql(
            """
            select exists (select 1 from coupon_redemption
              where tenant = :tenant and subscription_id = :subscription)
            """)
        .param("tenant", tenant)
        .param("subscription", subscriptionId)
        .query(Boolean.class)
        .single();
  }

  private static Offer offer(ResultSet row, Subscription subscription, LocalDate today)
      throws SQLException {
    CouponTerms terms = Wire.read(row.getString("terms"), CouponTerms.class);
    Refusal refusal = terms.objectionTo(subscription, today, row.getBoolean("is_first"));
    return new Offer(
        terms,
        refusal == null && row.getBoolean("used_up") ? CouponTerms.usedUp(terms.code()) : refusal);
  }

  private static Coupon coupon(ResultSet row, int number) throws SQLException {
    int most = row.getInt("max_redemptions");
    return Coupon.of(
        row.getString("id"),
        row.getString("name"),
        Wire.read(row.getString("terms"), CouponTerms.class),
        row.wasNull() ? null : most,
        row.getInt("redemptions"),
        Columns.moment(row, "created_at"));
  }
}
