package dev.takt.activities.subscriptions;

import dev.takt.workflows.subscription.BilledMemory;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.BilledLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was billed long ago, for requests that reach back to it. */
@Component
class BilledHistory {
  private final JdbcClient database;

  BilledHistory(JdbcClient database) {
    this.database = database;
  }

  /** The subscription with the memory that a request needs. */
  Subscription recall(Subscription state, Request request) {
    return BilledMemory.recall(state, request, this::linesSince);
  }

  private List<BilledLine> linesSince(Identity identity, LocalDate nominalStart, LocalDate first) {
    return database
        .sql(
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
        .query(BilledHistory::line)
        .list();
  }

  private static BilledLine line(ResultSet row, int number) throws SQLException {
    return new BilledLine(
        BilledLine.Kind.valueOf(row.getString("kind")),
        row.getString("document"),
        row.getString("invoice_id"),
        row.getObject("nominal_start", LocalDate.class),
        row.getInt("nominal_days"),
        row.getInt("nominal_position"),
        row.getInt("nominal_length"),
        row.getLong("amount"),
        row.getString("vat_rate"),
        row.getBoolean("includes_vat"),
        row.getLong("nominal_price"));
  }
}
