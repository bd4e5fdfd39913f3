package dev.takt.activities.bank;

import dev.takt.activities.bank.matching.IncomingPayment;
import dev.takt.activities.bank.matching.PayableInvoice;
import dev.takt.activities.records.SqlValues;
import dev.takt.activities.references.PaymentReference;
import dev.takt.activities.references.StatedReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The invoices that a transaction on the merchant's account may pay. */
@Component
class PayableInvoices {
  /** Of more candidates than these no one is likelier than the others. */
  private static final int MOST_CANDIDATES = 200;

  private static final String PAYABLE =
      """
      select i.id, i.customer_id, i.number, i.amount_due + i.amount_written_off as payable,
        i.currency, i.due_date, i.reference_type, i.reference_value, i.reference_printed, c.name,
        %s as known
      from invoice i join customer c on c.id = i.customer_id
      where i.tenant = :tenant and
      """;

  private final JdbcClient database;

  PayableInvoices(JdbcClient database) {
    this.database = database;
  }

  /** The invoices that a transfer states, and what else is payable of their customers. */
  List<PayableInvoice> stated(String tenant, List<StatedReference> references) {
    if (references.isEmpty()) {
      return List.of();
    }
    return database
        .sql(
            PAYABLE.formatted("false")
                + """
                 (i.reference_key = any(:keys)
                  or (i.amount_due > 0 and i.customer_id in (
                    select o.customer_id from invoice o
                    where o.tenant = :tenant and o.reference_key = any(:keys))))
                """)
        .param("tenant", tenant)
        .param("keys", references.stream().map(StatedReference::key).toArray(String[]::new))
        .query(PayableInvoices::invoice)
        .list();
  }

  /** What is due of the amount, or of those whom the payer's account has paid for before. */
  List<PayableInvoice> likely(String tenant, IncomingPayment payment) {
    return database
        .sql(
            """
            with payer as (
              select distinct p.customer_id
              from bank_entry e join payment p on p.bank_entry_id = e.id
                and p.status = 'SUCCEEDED'
              where e.tenant = :tenant and e.payer_account = :account and e.status = 'MATCHED')
            """
                + PAYABLE.formatted("i.customer_id in (select customer_id from payer)")
                + """
                 i.currency = :currency and i.amount_due > 0
                  and (i.amount_due = :amount or i.customer_id in (select customer_id from payer))
                order by i.due_date, i.id limit :most
                """)
        .param("tenant", tenant)
        .param("account", payment.payerAccount())
        .param("currency", payment.currency())
        .param("amount", payment.amount())
        .param("most", MOST_CANDIDATES)
        .query(PayableInvoices::invoice)
        .list();
  }

  /** These invoices. */
  List<PayableInvoice> invoices(String tenant, Collection<String> ids) {
    return database
        .sql(PAYABLE.formatted("false") + " i.id = any(:ids)")
        .param("tenant", tenant)
        .param("ids", ids.toArray(String[]::new))
        .query(PayableInvoices::invoice)
        .list();
  }

  /** What a customer owes; else the newest invoice, with which too much is kept. */
  List<PayableInvoice> ofCustomer(String tenant, String customerId, String currency) {
    return database
        .sql(
            PAYABLE.formatted("false")
                + """
                 i.customer_id = :customer and i.currency = :currency
                  and (i.amount_due > 0 or i.id = (
                    select max(l.id) from invoice l where l.tenant = :tenant
                      and l.customer_id = :customer and l.currency = :currency))
                """)
        .param("tenant", tenant)
        .param("customer", customerId)
        .param("currency", currency)
        .query(PayableInvoices::invoice)
        .list();
  }

  private static PayableInvoice invoice(ResultSet row, int number) throws SQLException {
    String type = row.getString("reference_type");
    return new PayableInvoice(
        row.getString("id"),
        row.getString("customer_id"),
        row.getLong("number"),
        row.getLong("payable"),
        row.getString("currency"),
        Objects.requireNonNull(SqlValues.date(row, "due_date")),
        type == null
            ? null
            : new PaymentReference(
                PaymentReference.Type.valueOf(type),
                row.getString("reference_value"),
                row.getString("reference_printed")),
        row.getString("name"),
        row.getBoolean("known"));
  }
}
