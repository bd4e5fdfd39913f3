package dev.takt.activities.payments;

import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Posting;
import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.receivables.RefundNews;
import dev.takt.activities.receivables.TransactionWriter;
import dev.takt.activities.records.SqlValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Refunds that were decided in the books, and how they ended. What a gateway refuses for good is
 * for the merchant to transfer.
 */
@Component
class RefundBooking {
  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Receivables receivables;
  private final TransactionWriter writer;

  RefundBooking(
      JdbcClient database,
      PlatformTransactionManager transactions,
      Receivables receivables,
      TransactionWriter writer) {
    this.database = database;
    this.transaction = new TransactionTemplate(transactions);
    this.receivables = receivables;
    this.writer = writer;
  }

  /**
   * A refund.
   *
   * @param creditNoteId null where it is the customer's balance that goes back
   * @param chargeReference the gateway's id of the charge it gives back of; null with a payment
   *     that came by bank
   * @param failure why the gateway does not give it back: then the merchant transfers it
   */
  record Refund(
      String id,
      String tenant,
      String invoiceId,
      @Nullable String creditNoteId,
      String customerId,
      @Nullable String paymentId,
      @Nullable String gateway,
      @Nullable String chargeReference,
      long amount,
      String currency,
      String status,
      @Nullable String failure) {

    /** The key that makes the gateway give it back once. */
    String idempotencyKey() {
      return "refund/" + id;
    }

    RefundNews news() {
      return new RefundNews(id, invoiceId, creditNoteId, paymentId, customerId, amount, currency);
    }
  }

  Refund find(String tenant, String refundId) {
    return lookUp(tenant, refundId)
        .orElseThrow(() -> new IllegalStateException("no refund " + refundId));
  }

  Optional<Refund> lookUp(String tenant, String refundId) {
    return database
        .sql(
            """
            select r.id, r.tenant, coalesce(c.invoice_id, p.invoice_id) as invoice_id,
              r.credit_note_id, coalesce(c.customer_id, m.customer_id) as customer_id,
              r.payment_id, p.gateway, p.gateway_reference, r.amount,
              coalesce(c.currency, m.currency) as currency, r.status, r.failure
            from refund r
            left join credit_note c on c.id = r.credit_note_id
            left join customer_money m on m.id = r.customer_money_id
            left join payment p on p.id = r.payment_id
            where r.tenant = :tenant and r.id = :id
            """)
        .param("tenant", tenant)
        .param("id", refundId)
        .query(RefundBooking::refund)
        .optional();
  }

  /**
   * Writes down how a refund ended: what its gateway will not give back is for the merchant to
   * transfer. A repeat changes nothing.
   */
  Refund finish(Refund refund, PaymentGateway.RefundAnswer answer, Instant at) {
    return transaction.execute(
        status -> {
          Receivable invoice = receivables.lock(refund.tenant(), refund.invoiceId()).orElseThrow();
          if (settle(refund, answer, at)) {
            if (answer instanceof PaymentGateway.GivenBack) {
              givenBack(refund);
              sent(refund, invoice, Account.GATEWAY_CLEARING, invoice.bookedOn(at), at);
            } else {
              var books = new BooksTransaction(refund.tenant(), at);
              books.publish(refund.news().toTransfer());
              writer.write(books);
            }
          }
          return find(refund.tenant(), refund.id());
        });
  }

  private boolean settle(Refund refund, PaymentGateway.RefundAnswer answer, Instant at) {
    String failure = answer instanceof PaymentGateway.NotGivenBack not ? not.reason() : null;
    return database
            .sql(
                """
                update refund set status = :status, failure = :failure,
                  settled_at = case when :status = 'SUCCEEDED' then cast(:at as timestamptz) end
                where id = :id and tenant = :tenant and status = 'PENDING'
                """)
            .param("status", failure == null ? "SUCCEEDED" : "TO_TRANSFER")
            .param("failure", failure)
            .param("at", SqlValues.instant(at))
            .param("id", refund.id())
            .param("tenant", refund.tenant())
            .update()
        == 1;
  }

  private void givenBack(Refund refund) {
    database
        .sql(
            """
            update payment set amount_refunded = amount_refunded + :amount
            where id = :id and tenant = :tenant
            """)
        .param("amount", refund.amount())
        .param("id", refund.paymentId())
        .param("tenant", refund.tenant())
        .update();
  }

  /**
   * Books that a refund was sent.
   *
   * @param invoice the one that it is about, which the caller has locked
   * @param from where the money was
   */
  void sent(Refund refund, Receivable invoice, Account from, LocalDate bookedOn, Instant at) {
    var books = new BooksTransaction(refund.tenant(), at);
    books.post(
        Posting.signed(
            bookedOn,
            Account.REFUNDS_PAYABLE,
            from,
            refund.amount(),
            Posting.What.REFUND,
            new Posting.Source(
                refund.id(), invoice.subscriptionId(), invoice.id(), refund.currency())));
    books.publish(refund.news().sent());
    writer.write(books);
  }

  private static Refund refund(ResultSet row, int number) throws SQLException {
    return new Refund(
        row.getString("id"),
        row.getString("tenant"),
        row.getString("invoice_id"),
        row.getString("credit_note_id"),
        row.getString("customer_id"),
        row.getString("payment_id"),
        row.getString("gateway"),
        row.getString("gateway_reference"),
        row.getLong("amount"),
        row.getString("currency"),
        row.getString("status"),
        row.getString("failure"));
  }
}
