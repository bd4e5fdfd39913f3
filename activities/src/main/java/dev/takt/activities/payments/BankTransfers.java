package dev.takt.activities.payments;

import dev.takt.activities.ledger.Account;
import dev.takt.activities.receivables.MoneyIn;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.records.Columns;
import dev.takt.workflows.subscription.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Money that came by bank. */
@Component
class BankTransfers {
  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Receivables receivables;
  private final MoneyIn moneyIn;

  BankTransfers(
      JdbcClient database,
      PlatformTransactionManager transactions,
      Receivables receivables,
      MoneyIn moneyIn) {
    this.database = database;
    this.transaction = new TransactionTemplate(transactions);
    this.receivables = receivables;
    this.moneyIn = moneyIn;
  }

  /** A transfer of an amount in minor units. */
  record Transfer(
      String tenant,
      String paymentId,
      String invoiceId,
      long amount,
      LocalDate receivedOn,
      @Nullable String reference) {}

  /** Books a transfer, or says why not; a repeat changes nothing. */
  @Nullable Refusal receive(Transfer transfer, Instant at) {
    return transaction.execute(
        status -> {
          Receivable invoice =
              receivables.lock(transfer.tenant(), transfer.invoiceId()).orElse(null);
          if (invoice == null) {
            return new Refusal(
                404,
                "invoice_not_found",
                "There is no invoice " + transfer.invoiceId() + ".",
                null);
          }
          if (exists(transfer)) {
            return null;
          }
          Refusal refusal = refusal(invoice, transfer.amount());
          if (refusal == null) {
            insert(transfer, invoice, at);
            moneyIn.book(
                invoice,
                transfer.paymentId(),
                transfer.amount(),
                Account.BANK,
                invoice.books().dateFor(transfer.receivedOn()),
                at);
          }
          return refusal;
        });
  }

  private static @Nullable Refusal refusal(Receivable invoice, long amount) {
    if (invoice.due() == 0) {
      return Refusal.conflict(
          "invoice_not_open", "Nothing is due on it: it is " + invoice.status() + ".");
    }
    if (amount <= 0) {
      return Refusal.notAllowed(
          "invalid_amount", "A payment is of at least 1 minor unit.", "/amount");
    }
    if (amount > invoice.due()) {
      return Refusal.notAllowed(
          "amount_exceeds_due", "At most " + invoice.due() + " is due.", "/amount");
    }
    return null;
  }

  private boolean exists(Transfer transfer) {
    return database
        .sql("select exists (select 1 from payment where id = :id and tenant = :tenant)")
        .param("id", transfer.paymentId())
        .param("tenant", transfer.tenant())
        .query(Boolean.class)
        .single();
  }

  private void insert(Transfer transfer, Receivable invoice, Instant at) {
    database
        .sql(
            """
            insert into payment (id, tenant, invoice_id, customer_id, gateway, idempotency_key,
              amount, status, reference, received_on, attempted_at, settled_at)
            values (:id, :tenant, :invoice, :customer, 'bank', :key, :amount, 'SUCCEEDED',
              :reference, :receivedOn, :at, :at)
            """)
        .param("id", transfer.paymentId())
        .param("tenant", transfer.tenant())
        .param("invoice", invoice.id())
        .param("customer", invoice.customerId())
        .param("key", "bank/" + transfer.paymentId())
        .param("amount", transfer.amount())
        .param("reference", transfer.reference())
        .param("receivedOn", transfer.receivedOn())
        .param("at", Columns.instant(at))
        .update();
  }
}
