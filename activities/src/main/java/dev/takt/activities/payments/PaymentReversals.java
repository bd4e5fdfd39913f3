package dev.takt.activities.payments;

import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Posting;
import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.receivables.DomainEvent;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.receivables.TransactionWriter;
import dev.takt.workflows.events.PaymentEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Payments that turn out to be none: the bank took the money back, or it was another's. What they
 * paid is due again, what they had brought back is given up again, and what was too much pays
 * nothing any more. What was given back of a payment already cannot be undone.
 */
@Component
public class PaymentReversals {
  private final JdbcClient database;
  private final Receivables receivables;
  private final TransactionWriter writer;

  PaymentReversals(JdbcClient database, Receivables receivables, TransactionWriter writer) {
    this.database = database;
    this.receivables = receivables;
    this.writer = writer;
  }

  private record Reversed(String id, String invoiceId, long amount) {}

  private record Use(String moneyId, String invoiceId, long amount) {}

  private record Moved(Account debit, Account credit, long amount) {}

  /** Whether anything of a bank entry's payments was given back, or is about to be. */
  public boolean isGivenBack(String tenant, String bankEntryId) {
    return database
        .sql(
            """
            select exists (
              select 1 from payment p
              where p.tenant = :tenant and p.bank_entry_id = :entry and p.status = 'SUCCEEDED'
                and (p.amount_refunded > 0
                  or exists (select 1 from refund r
                    left join customer_money m on m.id = r.customer_money_id
                    where p.id in (r.payment_id, m.payment_id) and r.status <> 'FAILED')))
            """)
        .param("tenant", tenant)
        .param("entry", bankEntryId)
        .query(Boolean.class)
        .single();
  }

  /**
   * Reverses the payments of a bank entry, of which nothing was given back.
   *
   * @param on the day on which the money was found not to be here
   * @return the invoices that are due again
   */
  public List<String> reverse(String tenant, String bankEntryId, LocalDate on, Instant at) {
    List<Reversed> payments = payments(tenant, bankEntryId);
    List<Use> uses = uses(tenant, bankEntryId);
    var ids = new TreeSet<String>();
    payments.forEach(payment -> ids.add(payment.invoiceId()));
    uses.forEach(use -> ids.add(use.invoiceId()));
    Map<String, Receivable> invoices = new HashMap<>();
    receivables.lock(tenant, ids).forEach(invoice -> invoices.put(invoice.id(), invoice));
    var books = new BooksTransaction(tenant, at);
    uses.forEach(use -> undo(use, invoices, on, books));
    payments.forEach(payment -> undo(payment, invoices, on, books));
    writer.write(books);
    forgetMoney(tenant, bankEntryId);
    return List.copyOf(ids);
  }

  private List<Reversed> payments(String tenant, String bankEntryId) {
    return database
        .sql(
            """
            select id, invoice_id, amount from payment
            where tenant = :tenant and bank_entry_id = :entry and status = 'SUCCEEDED'
            order by id
            """)
        .param("tenant", tenant)
        .param("entry", bankEntryId)
        .query(
            (row, _) ->
                new Reversed(
                    row.getString("id"), row.getString("invoice_id"), row.getLong("amount")))
        .list();
  }

  /** What the customer's money that came with them has paid since. */
  private List<Use> uses(String tenant, String bankEntryId) {
    return database
        .sql(
            """
            select u.money_id, u.invoice_id, u.amount
            from customer_money_use u join customer_money m on m.id = u.money_id
              join payment p on p.id = m.payment_id
            where u.tenant = :tenant and p.bank_entry_id = :entry and p.status = 'SUCCEEDED'
            order by u.invoice_id, u.money_id
            """)
        .param("tenant", tenant)
        .param("entry", bankEntryId)
        .query(
            (row, _) ->
                new Use(
                    row.getString("money_id"), row.getString("invoice_id"), row.getLong("amount")))
        .list();
  }

  private void undo(
      Use use, Map<String, Receivable> invoices, LocalDate on, BooksTransaction books) {
    Receivable invoice = invoices.get(use.invoiceId());
    if (invoice == null) {
      throw new IllegalStateException("no invoice " + use.invoiceId());
    }
    Receivable after = receivables.change(invoice, -use.amount(), 0, 0);
    invoices.put(after.id(), after);
    books.post(
        Posting.signed(
            after.books().dateFor(on),
            Account.RECEIVABLE,
            Account.OVERPAYMENTS,
            use.amount(),
            Posting.What.PAYMENT_REVERSAL,
            source(use.moneyId(), after)));
    books.publish(new DomainEvent.PaymentTakenBack(invoice, after, List.of()));
    database
        .sql(
            """
            delete from customer_money_use
            where tenant = :tenant and money_id = :money and invoice_id = :invoice
            """)
        .param("tenant", after.tenant())
        .param("money", use.moneyId())
        .param("invoice", use.invoiceId())
        .update();
  }

  private void undo(
      Reversed payment, Map<String, Receivable> invoices, LocalDate on, BooksTransaction books) {
    Receivable invoice = invoices.get(payment.invoiceId());
    if (invoice == null) {
      throw new IllegalStateException("no invoice " + payment.invoiceId());
    }
    String tenant = invoice.tenant();
    database
        .sql("update payment set status = 'REVERSED' where id = :id and tenant = :tenant")
        .param("id", payment.id())
        .param("tenant", tenant)
        .update();
    forgetRecovery(tenant, payment.id());
    List<Moved> moved = moved(tenant, payment.id());
    long paid = sum(moved, Account.RECEIVABLE);
    long recovered = sum(moved, Account.BAD_DEBT);
    Receivable after = invoice;
    if (paid + recovered > 0) {
      after = receivables.change(invoice, -paid - recovered, 0, recovered);
      invoices.put(after.id(), after);
    }
    for (Moved each : moved) {
      books.post(
          Posting.signed(
              invoice.books().dateFor(on),
              each.credit(),
              each.debit(),
              each.amount(),
              Posting.What.PAYMENT_REVERSAL,
              source(payment.id(), invoice)));
    }
    var reversed =
        new PaymentEvent.Reversed(
            payment.id(), invoice.id(), invoice.customerId(), payment.amount(), invoice.currency());
    books.publish(new DomainEvent.PaymentTakenBack(invoice, after, List.of(reversed)));
  }

  /** What a payment has moved from where to where. */
  private List<Moved> moved(String tenant, String paymentId) {
    return database
        .sql(
            """
            select debit, credit, sum(amount) as amount from posting
            where tenant = :tenant and document_id = :payment and what = 'payment'
            group by debit, credit order by debit, credit
            """)
        .param("tenant", tenant)
        .param("payment", paymentId)
        .query(
            (row, _) ->
                new Moved(
                    account(row.getString("debit")),
                    account(row.getString("credit")),
                    row.getLong("amount")))
        .list();
  }

  private static Account account(@Nullable String code) {
    return Account.valueOf(String.valueOf(code).toUpperCase(Locale.ROOT));
  }

  private static long sum(List<Moved> moved, Account from) {
    return moved.stream().filter(each -> each.credit() == from).mapToLong(Moved::amount).sum();
  }

  private static Posting.Source source(String documentId, Receivable invoice) {
    return new Posting.Source(
        documentId, invoice.subscriptionId(), invoice.id(), invoice.currency());
  }

  /** It recovered nothing after all. */
  private void forgetRecovery(String tenant, String paymentId) {
    database
        .sql("delete from dunning_recovery where tenant = :tenant and payment_id = :payment")
        .param("tenant", tenant)
        .param("payment", paymentId)
        .update();
  }

  private void forgetMoney(String tenant, String bankEntryId) {
    database
        .sql(
            """
            delete from customer_money where tenant = :tenant and payment_id in (
              select id from payment where tenant = :tenant and bank_entry_id = :entry)
            """)
        .param("tenant", tenant)
        .param("entry", bankEntryId)
        .update();
  }
}
