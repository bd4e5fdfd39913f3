package dev.takt.api.subscriptions;

import dev.takt.api.web.Columns;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads goodwill. */
@Repository
class CreditReads {
  private static final String SELECT =
      "select d.* from customer_credit d where d.tenant = :tenant and d.reason is not null";

  private final JdbcClient jdbc;

  CreditReads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Goodwill that was given.
   *
   * @param amount in minor units, with VAT where the plan's price included it
   * @param remaining what of it no invoice has used
   */
  record Credit(
      String id,
      String subscriptionId,
      long amount,
      long remaining,
      String currency,
      String vatRate,
      String reason,
      LocalDate grantedOn) {}

  Optional<Credit> find(String tenant, String id) {
    return jdbc.sql(SELECT + " and d.id = :id")
        .param("tenant", tenant)
        .param("id", id)
        .query(CreditReads::credit)
        .optional();
  }

  List<Credit> page(String tenant, String subscriptionId, Page page) {
    return Select.from(SELECT, tenant)
        .and("d.from_subscription_id = :subscription", "subscription", subscriptionId)
        .page(jdbc, page, "d.id", CreditReads::credit);
  }

  private static Credit credit(ResultSet row, int number) throws SQLException {
    return new Credit(
        row.getString("id"),
        row.getString("from_subscription_id"),
        row.getLong("amount"),
        row.getLong("remaining"),
        row.getString("currency"),
        row.getString("vat_rate"),
        row.getString("reason"),
        Columns.day(row, "created_on"));
  }
}
