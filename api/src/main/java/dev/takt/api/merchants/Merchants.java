package dev.takt.api.merchants;

import dev.takt.api.web.Columns;
import dev.takt.workflows.subscription.Identity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Merchants and, per tenant, their ledgers. */
@Repository
public class Merchants {
  private final JdbcClient jdbc;

  Merchants(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds a merchant with its two ledgers; false when it is there already. */
  boolean add(Merchant merchant) {
    int added =
        write(
            """
            insert into merchant (id, name, country, time_zone, currency, locale, billing_time,
              billing_spread_minutes, created_at)
            values (:id, :name, :country, :zone, :currency, :locale, :time, :spread, :at)
            on conflict do nothing
            """,
            merchant);
    if (added == 1) {
      addLedger(merchant.id(), false);
      addLedger(merchant.id(), true);
    }
    return added == 1;
  }

  private void addLedger(String merchantId, boolean live) {
    jdbc.sql("insert into ledger (tenant, merchant_id) values (:tenant, :merchant)")
        .param("tenant", Identity.tenant(merchantId, live))
        .param("merchant", merchantId)
        .update();
  }

  void change(Merchant merchant) {
    write(
        """
        update merchant set name = :name, country = :country, time_zone = :zone,
          currency = :currency, locale = :locale, billing_time = :time,
          billing_spread_minutes = :spread, created_at = :at
        where id = :id
        """,
        merchant);
  }

  private int write(String sql, Merchant merchant) {
    return jdbc.sql(sql)
        .param("id", merchant.id())
        .param("name", merchant.name())
        .param("country", merchant.country())
        .param("zone", merchant.timeZone())
        .param("currency", merchant.currency())
        .param("locale", merchant.locale())
        .param("time", merchant.billingTime())
        .param("spread", merchant.billingSpreadMinutes())
        .param("at", Columns.at(merchant.createdAt()))
        .update();
  }

  /** The merchant of a key, which is always there. */
  public Merchant get(String id) {
    return find(id).orElseThrow();
  }

  /** The same, which nobody else changes until the transaction ends. */
  Merchant lock(String id) {
    return jdbc.sql("select * from merchant where id = :id for update")
        .param("id", id)
        .query(Merchants::merchant)
        .single();
  }

  Optional<Merchant> find(String id) {
    return jdbc.sql("select * from merchant where id = :id")
        .param("id", id)
        .query(Merchants::merchant)
        .optional();
  }

  private static Merchant merchant(ResultSet row, int number) throws SQLException {
    return new Merchant(
        row.getString("id"),
        row.getString("name"),
        row.getString("country"),
        row.getString("time_zone"),
        row.getString("currency"),
        row.getString("locale"),
        row.getObject("billing_time", LocalTime.class),
        row.getInt("billing_spread_minutes"),
        Columns.moment(row, "created_at"));
  }

  /** The last day of the closed books, or null. */
  public @Nullable LocalDate booksClosedThrough(String tenant) {
    return jdbc.sql("select books_closed_through from ledger where tenant = :tenant")
        .param("tenant", tenant)
        .query((row, _) -> Optional.ofNullable(Columns.date(row, "books_closed_through")))
        .single()
        .orElse(null);
  }

  /** Closes the books further; false when they are closed further already. */
  boolean closeBooks(String tenant, LocalDate through) {
    return jdbc.sql(
                """
                update ledger set books_closed_through = :through
                where tenant = :tenant
                  and (books_closed_through is null or books_closed_through <= :through)
                """)
            .param("tenant", tenant)
            .param("through", through)
            .update()
        == 1;
  }
}
