package dev.takt.api.subscriptions;

import dev.takt.api.web.Columns;
import dev.takt.workflows.subscription.BilledMemory;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.BilledLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what was billed long ago, for previews of requests that reach back to it. */
@Repository
class BilledLines {
  private final JdbcClient jdbc;

  BilledLines(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The subscription with the memory that a request needs. */
  Subscription recall(Subscription state, Request request) {
    return BilledMemory.recall(state, request, this::since);
  }

  private List<BilledLine> since(Identity identity, LocalDate nominalStart, LocalDate first) {
    return jdbc.sql(
            """
            select * from billed_line
            where tenant = :tenant and subscription_id = :subscription
              and (nominal_start = :start or nominal_start + nominal_position >= :first)
            order by document, place
            """)
        .param("tenant", identity.tenant())
        .param("subscription", identity.subscriptionId())
        .param("start", nominalStart)
        .param("first", first)
        .query(BilledLines::line)
        .list();
  }

  private static BilledLine line(ResultSet row, int number) throws SQLException {
    return new BilledLine(
        BilledLine.Kind.valueOf(row.getString("kind")),
        Objects.requireNonNull(row.getString("document")),
        Objects.requireNonNull(row.getString("invoice_id")),
        Columns.day(row, "nominal_start"),
        row.getInt("nominal_days"),
        row.getInt("nominal_position"),
        row.getInt("nominal_length"),
        row.getLong("amount"),
        Objects.requireNonNull(row.getString("vat_rate")),
        row.getBoolean("includes_vat"),
        row.getLong("nominal_price"));
  }
}
