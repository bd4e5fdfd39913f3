package dev.takt.activities.bank;

import dev.takt.activities.bank.matching.HandMatching;
import dev.takt.activities.bank.matching.HandPayment;
import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Posting;
import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.receivables.TransactionWriter;
import dev.takt.activities.records.SqlValues;
import dev.takt.activities.references.PaymentReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Transfers that somebody has booked by hand, until a bank's file tells of them too. */
@Component
class HandPayments {
  private final JdbcClient database;
  private final Receivables receivables;
  private final TransactionWriter writer;

  HandPayments(JdbcClient database, Receivables receivables, TransactionWriter writer) {
    this.database = database;
    this.receivables = receivables;
    this.writer = writer;
  }

  /** Those of a transaction's amount and currency, of days that are not too far from its own. */
  List<HandPayment> like(BankEntryRows.Row entry) {
    return database
        .sql(
            """
            select p.id, p.invoice_id, p.customer_id, p.received_on, p.reference,
              i.reference_type, i.reference_value, i.reference_printed
            from payment p join invoice i on i.id = p.invoice_id
            where p.tenant = :tenant and p.gateway = 'bank' and p.bank_entry_id is null
              and p.status = 'SUCCEEDED' and p.amount = :amount and i.currency = :currency
              and p.received_on between cast(:on as date) - :apart and cast(:on as date) + :apart
            order by p.id
            """)
        .param("tenant", entry.tenant())
        .param("amount", entry.amount())
        .param("currency", entry.payment().currency())
        .param("on", entry.bookedOn())
        .param("apart", HandMatching.MOST_DAYS_APART)
        .query(HandPayments::payment)
        .list();
  }

  private static HandPayment payment(ResultSet row, int number) throws SQLException {
    String type = row.getString("reference_type");
    return new HandPayment(
        row.getString("id"),
        row.getString("invoice_id"),
        row.getString("customer_id"),
        Objects.requireNonNull(SqlValues.date(row, "received_on")),
        row.getString("reference"),
        type == null
            ? null
            : new PaymentReference(
                PaymentReference.Type.valueOf(type),
                row.getString("reference_value"),
                row.getString("reference_printed")));
  }

  /**
   * Notes that a transaction is a payment that was booked by hand: the money is in the bank once.
   *
   * @return whether it is one, of the transaction's amount, that no file has told of
   */
  boolean join(BankEntryRows.Row entry, String paymentId, Instant at) {
    return invoiceOf(entry, paymentId)
        .flatMap(invoice -> receivables.lock(entry.tenant(), invoice))
        .filter(invoice -> join(entry, paymentId, invoice, at))
        .isPresent();
  }

  private Optional<String> invoiceOf(BankEntryRows.Row entry, String paymentId) {
    return database
        .sql(
            """
            select p.invoice_id from payment p join invoice i on i.id = p.invoice_id
            where p.tenant = :tenant and p.id = :id and p.gateway = 'bank'
              and p.amount = :amount and i.currency = :currency
            """)
        .param("tenant", entry.tenant())
        .param("id", paymentId)
        .param("amount", entry.amount())
        .param("currency", entry.payment().currency())
        .query(String.class)
        .optional();
  }

  private boolean join(BankEntryRows.Row entry, String paymentId, Receivable invoice, Instant at) {
    int joined =
        database
            .sql(
                """
                update payment set bank_entry_id = :entry
                where tenant = :tenant and id = :id and bank_entry_id is null
                  and status = 'SUCCEEDED'
                """)
            .param("entry", entry.id())
            .param("tenant", entry.tenant())
            .param("id", paymentId)
            .update();
    if (joined == 1) {
      var books = new BooksTransaction(entry.tenant(), at);
      // Both have booked it as money in the bank. As a posting of the payment it is undone with it.
      books.post(
          Posting.signed(
              invoice.books().dateFor(entry.bookedOn()),
              Account.UNALLOCATED,
              Account.BANK,
              entry.amount(),
              Posting.What.PAYMENT,
              new Posting.Source(
                  paymentId, invoice.subscriptionId(), invoice.id(), invoice.currency())));
      writer.write(books);
    }
    return joined == 1;
  }
}
