package dev.takt.activities.payments;

import dev.takt.workflows.group.GroupIdentity;
import dev.takt.workflows.subscription.Charge;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.PendingPayments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The charges and refunds that have no outcome, as the tables of invoices and payments say: for
 * workflows that do not know theirs.
 */
@Component
public class PendingPaymentRows {
  private final JdbcClient database;

  PendingPaymentRows(JdbcClient database) {
    this.database = database;
  }

  public PendingPayments ofSubscription(Identity identity) {
    return new PendingPayments(
        charges(identity.tenant(), "subscription_id", identity.subscriptionId()),
        refunds(identity));
  }

  /** Of its joint invoices; refunds are its members'. */
  public PendingPayments ofGroup(GroupIdentity identity) {
    return new PendingPayments(
        charges(identity.tenant(), "group_id", identity.groupId()), List.of());
  }

  private List<Charge> charges(String tenant, String column, String id) {
    return database
        .sql(
            """
            select invoice_id, attempt from pending_charge
            where tenant = :tenant and %s = :id order by invoice_id
            """
                .formatted(column))
        .param("tenant", tenant)
        .param("id", id)
        .query(PendingPaymentRows::charge)
        .list();
  }

  private static Charge charge(ResultSet row, int number) throws SQLException {
    return new Charge(row.getString("invoice_id"), row.getInt("attempt"));
  }

  private List<String> refunds(Identity identity) {
    return database
        .sql(
            """
            select refund_id from pending_refund
            where tenant = :tenant and subscription_id = :id order by refund_id
            """)
        .param("tenant", identity.tenant())
        .param("id", identity.subscriptionId())
        .query((row, number) -> Objects.requireNonNull(row.getString("refund_id")))
        .list();
  }
}
