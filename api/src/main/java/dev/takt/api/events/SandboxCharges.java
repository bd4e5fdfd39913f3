package dev.takt.api.events;

import dev.takt.api.web.Columns;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sandbox gateway's own books, which know tenants only by their customers. */
@Repository
class SandboxCharges {
  private final JdbcClient jdbc;

  SandboxCharges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record SandboxCharge(
      String id,
      String invoiceId,
      String customerId,
      String idempotencyKey,
      long amount,
      long amountRefunded,
      String currency,
      String status,
      @Nullable String declineCode,
      Instant at) {}

  List<SandboxCharge> page(String tenant, @Nullable String customerId, Page page) {
    return Select.from(
            """
            select h.* from sandbox.charge h where exists (select 1 from customer c
              where c.tenant = :tenant and c.id = h.customer_reference)
            """,
            tenant)
        .and("h.customer_reference = :customer", "customer", customerId)
        .page(jdbc, page, "h.id", SandboxCharges::charge);
  }

  private static SandboxCharge charge(ResultSet row, int number) throws SQLException {
    return new SandboxCharge(
        row.getString("id"),
        row.getString("invoice_reference"),
        row.getString("customer_reference"),
        row.getString("idempotency_key"),
        row.getLong("amount"),
        row.getLong("amount_refunded"),
        row.getString("currency"),
        row.getString("status"),
        row.getString("decline_code"),
        Columns.moment(row, "at"));
  }
}
