package dev.takt.activities.payments;

import dev.takt.activities.ledger.Account;
import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.receivables.PaymentBooking;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.receivables.TransactionWriter;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.subscription.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Money that came by bank. */
@Component
public class BankTransfers {
  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final AttemptRows attempts;
  private final Receivables receivables;
  private final PaymentBooking moneyIn;
  private final TransactionWriter writer;

  BankTransfers(
      JdbcClient database,
      PlatformTransactionManager transactions,
      AttemptRows attempts,
      Receivables receivables,
      PaymentBooking moneyIn,
      TransactionWriter writer) {
    this.database = database;
    this.transaction = new TransactionTemplate(transactions);
    this.attempts = attempts;
    this.receivables = receivables;
    this.moneyIn = moneyIn;
    this.writer = writer;
  }

  /**
   * A transfer of an amount in minor units.
   *
   * @param bankEntryId the transaction of a bank's file that it is part of
   */
  public record Transfer(
      String tenant,
      String paymentId,
      String invoiceId,
      long amount,
      LocalDate receivedOn,
      @Nullable String reference,
      @Nullable String bankEntryId) {

    /** One that somebody has told of, without the bank's file. */
    static Transfer told(
        String tenant,
        String paymentId,
        String invoiceId,
        long amount,
        LocalDate receivedOn,
        @Nullable String reference) {
      return new Transfer(tenant, paymentId, invoiceId, amount, receivedOn, reference, null);
    }
  }

  /** What comes of a transfer. */
  sealed interface Received {}

  /** It is booked, now or earlier. */
  record Booked() implements Received {}

  /** It is of no invoice or of no money. */
  record Refused(Refusal refusal) implements Received {}

  /** A charge of the invoice comes first, of which nobody knows yet how it ended. */
  record Awaiting(Attempt charge) implements Received {}

  /**
   * Books a transfer, whatever is due on its invoice: the money is there. A repeat changes nothing.
   */
  Received receive(Transfer transfer, Instant at) {
    return transaction.execute(
        status ->
            receivables
                .lock(transfer.tenant(), transfer.invoiceId())
                .map(invoice -> receive(transfer, invoice, at))
                .orElseGet(() -> unknown(transfer)));
  }

  private Received receive(Transfer transfer, Receivable invoice, Instant at) {
    if (exists(transfer)) {
      return new Booked();
    }
    if (transfer.amount() <= 0) {
      return new Refused(
          Refusal.notAllowed(
              "invalid_amount", "A payment is of at least 1 minor unit.", "/amount"));
    }
    String told = toldByBank(transfer, invoice).orElse(null);
    if (told != null) {
      return new Refused(
          Refusal.conflict(
              "payment_in_bank_file",
              "The bank's file has told of it: it is the bank entry " + told + "."));
    }
    Attempt charge = attempts.awaited(invoice).orElse(null);
    if (charge != null) {
      return new Awaiting(charge);
    }
    book(transfer, invoice, Account.BANK, at);
    return new Booked();
  }

  /**
   * The transaction of a bank's file that a transfer is: of its amount and day, and it paid this
   * invoice, or waits for a person to say that it does.
   */
  private Optional<String> toldByBank(Transfer transfer, Receivable invoice) {
    return database
        .sql(
            """
            select e.id from bank_entry e
            where e.tenant = :tenant and e.booked_on = :on and e.direction = 'CREDIT'
              and e.amount = :amount and e.currency = :currency and not e.reversal
              and (e.status = 'PROPOSED' and :invoice = any(e.proposed_invoices)
                or exists (select 1 from payment p where p.bank_entry_id = e.id
                  and p.invoice_id = :invoice and p.status = 'SUCCEEDED'))
            order by e.id limit 1
            """)
        .param("tenant", transfer.tenant())
        .param("on", transfer.receivedOn())
        .param("amount", transfer.amount())
        .param("currency", invoice.currency())
        .param("invoice", invoice.id())
        .query(String.class)
        .optional();
  }

  /**
   * Books what a transaction of a bank's file pays of an invoice that the caller has locked: the
   * bank's entry itself is booked already.
   */
  public void allocate(Transfer transfer, Receivable invoice, Instant at) {
    book(transfer, invoice, Account.UNALLOCATED, at);
  }

  /** Whether a charge of the invoice comes first, of which nobody knows yet how it ended. */
  public boolean isAwaited(Receivable invoice) {
    return attempts.awaited(invoice).isPresent();
  }

  private void book(Transfer transfer, Receivable invoice, Account where, Instant at) {
    insert(transfer, invoice, at);
    var books = new BooksTransaction(transfer.tenant(), at);
    moneyIn.book(
        invoice,
        transfer.paymentId(),
        transfer.amount(),
        where,
        invoice.books().dateFor(transfer.receivedOn()),
        books);
    writer.write(books);
  }

  private static Received unknown(Transfer transfer) {
    return new Refused(
        new Refusal(
            404, "invoice_not_found", "There is no invoice " + transfer.invoiceId() + ".", null));
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
              amount, status, reference, received_on, bank_entry_id, attempted_at, settled_at)
            values (:id, :tenant, :invoice, :customer, 'bank', :key, :amount, 'SUCCEEDED',
              :reference, :receivedOn, :entry, :at, :at)
            """)
        .param("id", transfer.paymentId())
        .param("tenant", transfer.tenant())
        .param("invoice", invoice.id())
        .param("customer", invoice.customerId())
        .param("key", "bank/" + transfer.paymentId())
        .param("amount", transfer.amount())
        .param("reference", transfer.reference())
        .param("receivedOn", transfer.receivedOn())
        .param("entry", transfer.bankEntryId())
        .param("at", SqlValues.instant(at))
        .update();
  }
}
