package dev.takt.activities.receivables;

import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Posting;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.events.BalanceEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Customers' money: what came in and was not owed. It remembers the payment that it came from, pays
 * the customer's next invoices in the transactions that issue them, oldest money first, and goes
 * back when somebody asks for it. It is money: the total and the VAT of what it pays stand.
 */
@Component
public class CustomerMoney {
  private final JdbcClient database;

  public CustomerMoney(JdbcClient database) {
    this.database = database;
  }

  /**
   * Some money of a customer's, from one payment.
   *
   * @param remaining what is left of it, in minor units
   */
  public record Entry(String id, String paymentId, long remaining) {}

  /**
   * What of a new invoice is paid from it.
   *
   * @param amount in minor units
   * @param used what is told of it
   */
  public record Paid(long amount, List<BalanceEvent.Used> used) {
    public static final Paid NOTHING = new Paid(0, List.of());
  }

  /**
   * An invoice that is being issued.
   *
   * @param source what its postings come from
   * @param total with VAT, in minor units
   * @param on its date
   * @param bookedOn its date in the books
   */
  public record Bill(
      String customerId, Posting.Source source, long total, LocalDate on, LocalDate bookedOn) {

    String invoiceId() {
      return source.documentId();
    }
  }

  /** Keeps what a payment brought too much: the answer is the event that tells it. */
  BalanceEvent.Added keep(Receivable invoice, String paymentId, long amount, Instant at) {
    String id = Ids.next("bal");
    database
        .sql(
            """
            insert into customer_money (id, tenant, customer_id, payment_id, currency, amount,
              remaining, created_on)
            values (:id, :tenant, :customer, :payment, :currency, :amount, :amount, :on)
            """)
        .param("id", id)
        .param("tenant", invoice.tenant())
        .param("customer", invoice.customerId())
        .param("payment", paymentId)
        .param("currency", invoice.currency())
        .param("amount", amount)
        .param("on", at.atZone(invoice.zone()).toLocalDate())
        .update();
    return new BalanceEvent.Added(
        id,
        "OVERPAYMENT",
        invoice.customerId(),
        paymentId,
        invoice.id(),
        amount,
        invoice.currency());
  }

  /** Pays as much of an invoice as there is money for. */
  public Paid pay(Bill bill, BooksTransaction transaction) {
    if (bill.total() == 0) {
      return Paid.NOTHING;
    }
    var used = new ArrayList<BalanceEvent.Used>();
    long rest = bill.total();
    String tenant = transaction.tenant();
    for (Entry entry : lock(tenant, bill.customerId(), bill.source().currency())) {
      long part = Math.min(rest, entry.remaining());
      if (part > 0) {
        take(tenant, entry, part);
        insertUse(tenant, bill, entry, part);
        transaction.post(posting(bill, entry, part));
        used.add(used(bill, entry, part));
        rest -= part;
      }
    }
    return new Paid(bill.total() - rest, used);
  }

  /** Locks what is left of a customer's money, oldest first. */
  public List<Entry> lock(String tenant, String customerId, String currency) {
    return database
        .sql(
            """
            select id, payment_id, remaining from customer_money
            where tenant = :tenant and customer_id = :customer and currency = :currency
              and remaining > 0
            order by created_on, id for update
            """)
        .param("tenant", tenant)
        .param("customer", customerId)
        .param("currency", currency)
        .query(
            (row, number) ->
                new Entry(
                    row.getString("id"), row.getString("payment_id"), row.getLong("remaining")))
        .list();
  }

  /** Takes a part of what is left of some money that the caller has locked. */
  public void take(String tenant, Entry entry, long part) {
    database
        .sql(
            """
            update customer_money set remaining = remaining - :part
            where id = :id and tenant = :tenant
            """)
        .param("part", part)
        .param("id", entry.id())
        .param("tenant", tenant)
        .update();
  }

  private void insertUse(String tenant, Bill bill, Entry entry, long part) {
    database
        .sql(
            """
            insert into customer_money_use (tenant, money_id, invoice_id, amount, used_on)
            values (:tenant, :money, :invoice, :amount, :on)
            """)
        .param("tenant", tenant)
        .param("money", entry.id())
        .param("invoice", bill.invoiceId())
        .param("amount", part)
        .param("on", bill.on())
        .update();
  }

  private static List<Posting> posting(Bill bill, Entry entry, long part) {
    Posting.Source of = bill.source();
    return Posting.signed(
        bill.bookedOn(),
        Account.OVERPAYMENTS,
        Account.RECEIVABLE,
        part,
        Posting.What.PAYMENT,
        new Posting.Source(entry.id(), of.subscriptionId(), of.invoiceId(), of.currency()));
  }

  private static BalanceEvent.Used used(Bill bill, Entry entry, long part) {
    return new BalanceEvent.Used(
        entry.id(),
        bill.customerId(),
        entry.paymentId(),
        bill.invoiceId(),
        part,
        entry.remaining() - part,
        bill.source().currency());
  }
}
