package dev.takt.activities.receivables;

import dev.takt.activities.ledger.ClosedPeriods;
import dev.takt.activities.records.SqlValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Invoices under lock. Whoever changes what is due on an invoice holds its row from here until the
 * transaction ends; several are locked in order of id, so that two never wait for each other.
 */
@Component
public class Receivables {
  private static final String SELECT =
      """
      select i.id, i.tenant, i.number, i.customer_id, i.subscription_id, i.group_id, i.status, i.currency,
        i.total, i.amount_paid, i.amount_credited, i.amount_written_off,
        m.time_zone, l.books_closed_through
      from invoice i
      join ledger l on l.tenant = i.tenant
      join merchant m on m.id = l.merchant_id
      """;

  private final JdbcClient database;

  public Receivables(JdbcClient database) {
    this.database = database;
  }

  /** Locks an invoice; empty where the tenant has none of this id. */
  public Optional<Receivable> lock(String tenant, String invoiceId) {
    return lockOne(tenant, invoiceId, "where i.tenant = :tenant and i.id = :id for update of i");
  }

  /** Locks an invoice and then its customer, so that one of a customer's is charged at a time. */
  public Optional<Receivable> lockWithCustomer(String tenant, String invoiceId) {
    return lockOne(
        tenant,
        invoiceId,
        """
        join customer c on c.id = i.customer_id and c.tenant = i.tenant
        where i.tenant = :tenant and i.id = :id
        for update of i for no key update of c
        """);
  }

  private Optional<Receivable> lockOne(String tenant, String invoiceId, String which) {
    return database
        .sql(SELECT + which)
        .param("tenant", tenant)
        .param("id", invoiceId)
        .query(Receivables::receivable)
        .optional();
  }

  /** Locks some invoices. */
  public List<Receivable> lock(String tenant, Collection<String> invoiceIds) {
    if (invoiceIds.isEmpty()) {
      return List.of();
    }
    return database
        .sql(SELECT + "where i.tenant = :tenant and i.id = any(:ids) order by i.id for update of i")
        .param("tenant", tenant)
        .param("ids", invoiceIds.toArray(String[]::new))
        .query(Receivables::receivable)
        .list();
  }

  /** Locks those of a subscription's invoices on which something is due. */
  public List<Receivable> lockOpen(String tenant, String subscriptionId) {
    return database
        .sql(
            SELECT
                + """
                where i.tenant = :tenant and i.subscription_id = :subscription
                  and i.amount_due > 0
                order by i.id for update of i
                """)
        .param("tenant", tenant)
        .param("subscription", subscriptionId)
        .query(Receivables::receivable)
        .list();
  }

  /** Adds to what was paid, credited and given up, and answers with the invoice as it is then. */
  public Receivable change(
      Receivable invoice, long morePaid, long moreCredited, long moreWrittenOff) {
    Receivable next = invoice.with(morePaid, moreCredited, moreWrittenOff);
    database
        .sql(
            """
            update invoice set status = :status, amount_paid = :paid,
              amount_credited = :credited, amount_written_off = :writtenOff
            where id = :id and tenant = :tenant
            """)
        .param("status", next.status().name())
        .param("paid", next.paid())
        .param("credited", next.credited())
        .param("writtenOff", next.writtenOff())
        .param("id", next.id())
        .param("tenant", next.tenant())
        .update();
    return next;
  }

  private static Receivable receivable(ResultSet row, int number) throws SQLException {
    return new Receivable(
        row.getString("id"),
        row.getString("tenant"),
        row.getLong("number"),
        row.getString("customer_id"),
        row.getString("subscription_id"),
        row.getString("group_id"),
        InvoiceStatus.valueOf(row.getString("status")),
        row.getString("currency"),
        row.getLong("total"),
        row.getLong("amount_paid"),
        row.getLong("amount_credited"),
        row.getLong("amount_written_off"),
        ZoneId.of(row.getString("time_zone")),
        new ClosedPeriods(SqlValues.date(row, "books_closed_through")));
  }
}
