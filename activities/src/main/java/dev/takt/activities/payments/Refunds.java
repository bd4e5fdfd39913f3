package dev.takt.activities.payments;

import dev.takt.activities.events.Event;
import dev.takt.activities.events.Outbox;
import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Journal;
import dev.takt.activities.ledger.Posting;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.records.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Refunds that were decided in the books, and how they ended. */
@Component
class Refunds {
  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Receivables receivables;
  private final Journal journal;
  private final Outbox outbox;

  Refunds(
      JdbcClient database,
      PlatformTransactionManager transactions,
      Receivables receivables,
      Journal journal,
      Outbox outbox) {
    this.database = database;
    this.transaction = new TransactionTemplate(transactions);
    this.receivables = receivables;
    this.journal = journal;
    this.outbox = outbox;
  }

  /**
   * A refund.
   *
   * @param chargeReference the gateway's id of the charge it gives back of; null with a refund that
   *     the merchant transfers
   */
  record Refund(
      String id,
      String tenant,
      String invoiceId,
      String creditNoteId,
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
  }

  Refund find(String tenant, String refundId) {
    return database
        .sql(
            """
            select r.id, r.tenant, c.invoice_id, c.id as credit_note_id, c.customer_id,
              r.payment_id, p.gateway, p.gateway_reference, r.amount, c.currency, r.status,
              r.failure
            from refund r
            join credit_note c on c.id = r.credit_note_id
            left join payment p on p.id = r.payment_id
            where r.tenant = :tenant and r.id = :id
            """)
        .param("tenant", tenant)
        .param("id", refundId)
        .query(Refunds::refund)
        .optional()
        .orElseThrow(() -> new IllegalStateException("no refund " + refundId));
  }

  /** Writes down how a refund ended; a repeat changes nothing. */
  Refund finish(Refund refund, PaymentGateway.RefundAnswer answer, Instant at) {
    return transaction.execute(
        status -> {
          Receivable invoice = receivables.lock(refund.tenant(), refund.invoiceId()).orElseThrow();
          if (settle(refund, answer, at) && answer instanceof PaymentGateway.GivenBack) {
            book(refund, invoice, at);
          }
          return find(refund.tenant(), refund.id());
        });
  }

  private boolean settle(Refund refund, PaymentGateway.RefundAnswer answer, Instant at) {
    String failure = answer instanceof PaymentGateway.NotGivenBack not ? not.reason() : null;
    return database
            .sql(
                """
                update refund set status = :status, failure = :failure, settled_at = :at
                where id = :id and tenant = :tenant and status = 'PENDING'
                """)
            .param("status", failure == null ? "SUCCEEDED" : "FAILED")
            .param("failure", failure)
            .param("at", Columns.instant(at))
            .param("id", refund.id())
            .param("tenant", refund.tenant())
            .update()
        == 1;
  }

  private void book(Refund refund, Receivable invoice, Instant at) {
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
    journal.append(
        refund.tenant(),
        Posting.signed(
            invoice.bookedOn(at),
            Account.REFUNDS_PAYABLE,
            Account.GATEWAY_CLEARING,
            refund.amount(),
            Posting.What.REFUND,
            new Posting.Source(
                refund.id(), invoice.subscriptionId(), invoice.id(), refund.currency())));
    String subject = refund.paymentId() == null ? refund.id() : refund.paymentId();
    outbox.append(
        refund.tenant(),
        at,
        List.of(
            new Event(
                "payment.refunded",
                subject,
                Map.of(
                    "paymentId", subject,
                    "refundId", refund.id(),
                    "invoiceId", refund.invoiceId(),
                    "creditNoteId", refund.creditNoteId(),
                    "customerId", refund.customerId(),
                    "amount", refund.amount(),
                    "currency", refund.currency()))));
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
