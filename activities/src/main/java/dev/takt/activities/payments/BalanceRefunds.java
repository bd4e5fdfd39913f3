package dev.takt.activities.payments;

import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.ClosedPeriods;
import dev.takt.activities.ledger.Posting;
import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.receivables.CustomerMoney;
import dev.takt.activities.receivables.RefundNews;
import dev.takt.activities.receivables.TransactionWriter;
import dev.takt.activities.records.History;
import dev.takt.activities.records.Ids;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.subscription.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A customer's money that is asked back: latest first, each part to the payment that it came from.
 * What no card can take is for the merchant to transfer.
 */
@Component
class BalanceRefunds {
  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final CustomerMoney money;
  private final TransactionWriter writer;
  private final History history;

  BalanceRefunds(
      JdbcClient database,
      PlatformTransactionManager transactions,
      CustomerMoney money,
      TransactionWriter writer,
      History history) {
    this.database = database;
    this.transaction = new TransactionTemplate(transactions);
    this.money = money;
    this.writer = writer;
    this.history = history;
  }

  /**
   * What is asked for.
   *
   * @param amount in minor units; null for all of it
   * @param requestId what makes it one request
   */
  record Wanted(
      String tenant,
      String customerId,
      String currency,
      @Nullable Long amount,
      String requestId,
      Instant at) {}

  /** Decides where the money goes, and books it; a repeat finds what was decided. */
  Payments.BalanceRefund plan(Wanted wanted) {
    return transaction.execute(
        status ->
            lockCustomer(wanted).map(on -> plan(wanted, on)).orElseGet(() -> unknown(wanted)));
  }

  private static Payments.BalanceRefund unknown(Wanted wanted) {
    return refused(
        new Refusal(
            404, "customer_not_found", "There is no customer " + wanted.customerId() + ".", null));
  }

  private static Payments.BalanceRefund refused(Refusal refusal) {
    return new Payments.BalanceRefund(refusal, List.of());
  }

  /** Locks a customer, so that a repeat at once waits; the answer is today's date in the books. */
  private Optional<LocalDate> lockCustomer(Wanted wanted) {
    return database
        .sql(
            """
            select m.time_zone, l.books_closed_through from customer c
            join ledger l on l.tenant = c.tenant
            join merchant m on m.id = l.merchant_id
            where c.tenant = :tenant and c.id = :customer for no key update of c
            """)
        .param("tenant", wanted.tenant())
        .param("customer", wanted.customerId())
        .query(
            (row, number) ->
                new ClosedPeriods(SqlValues.date(row, "books_closed_through"))
                    .dateFor(
                        wanted.at().atZone(ZoneId.of(row.getString("time_zone"))).toLocalDate()))
        .optional();
  }

  private Payments.BalanceRefund plan(Wanted wanted, LocalDate bookedOn) {
    if (history.has(wanted.tenant(), wanted.customerId(), "refundBalance", wanted.requestId())) {
      return new Payments.BalanceRefund(null, planned(wanted));
    }
    List<CustomerMoney.Entry> entries =
        money.lock(wanted.tenant(), wanted.customerId(), wanted.currency());
    long balance = entries.stream().mapToLong(CustomerMoney.Entry::remaining).sum();
    Refusal refusal = refusal(wanted, balance);
    if (refusal != null) {
      return refused(refusal);
    }
    Long asked = wanted.amount();
    spread(wanted, entries.reversed(), asked == null ? balance : asked, bookedOn);
    note(wanted, balance, asked == null ? balance : asked);
    return new Payments.BalanceRefund(null, planned(wanted));
  }

  private static @Nullable Refusal refusal(Wanted wanted, long balance) {
    Long amount = wanted.amount();
    if (amount != null && amount > balance) {
      return Refusal.notAllowed(
          "amount_exceeds_balance",
          "The customer's balance that can be refunded is " + balance + ".",
          "/amount");
    }
    return balance == 0
        ? Refusal.conflict(
            "balance_empty", "The customer has no money here in " + wanted.currency() + ".")
        : null;
  }

  /** Those of this request that a gateway is still to make. */
  private List<String> planned(Wanted wanted) {
    return database
        .sql(
            """
            select id from refund
            where tenant = :tenant and request_id = :request and status = 'PENDING' order by id
            """)
        .param("tenant", wanted.tenant())
        .param("request", wanted.requestId())
        .query((row, number) -> row.getString("id"))
        .list();
  }

  private void spread(
      Wanted wanted, List<CustomerMoney.Entry> latestFirst, long amount, LocalDate bookedOn) {
    var parts = new ArrayList<Part>();
    long rest = amount;
    for (CustomerMoney.Entry entry : latestFirst) {
      long part = Math.min(rest, entry.remaining());
      if (part > 0) {
        money.take(wanted.tenant(), entry, part);
        Source source = source(wanted.tenant(), entry.paymentId());
        long back = Math.min(part, source.refundable());
        if (back > 0) {
          RefundNews news = news(wanted, source, parts.size(), back);
          parts.add(insert(wanted, new Part(entry.id(), "PENDING", news)));
        }
        if (part > back) {
          RefundNews news = news(wanted, source, parts.size(), part - back);
          parts.add(insert(wanted, new Part(entry.id(), "TO_TRANSFER", news)));
        }
        rest -= part;
      }
    }
    var books = new BooksTransaction(wanted.tenant(), wanted.at());
    for (Part part : parts) {
      books.post(part.posting(bookedOn));
      if (part.status().equals("TO_TRANSFER")) {
        books.publish(part.news().toTransfer());
      }
    }
    writer.write(books);
  }

  /** A part of the money, and where it goes. */
  private record Part(String moneyId, String status, RefundNews news) {
    List<Posting> posting(LocalDate bookedOn) {
      return Posting.signed(
          bookedOn,
          Account.OVERPAYMENTS,
          Account.REFUNDS_PAYABLE,
          news.amount(),
          Posting.What.REFUND,
          new Posting.Source(news.refundId(), null, news.invoiceId(), news.currency()));
    }
  }

  /**
   * The payment that some money came from.
   *
   * @param refundable what of it its card can still be given back; 0 with a bank
   */
  private record Source(String paymentId, String invoiceId, long refundable) {}

  private Source source(String tenant, String paymentId) {
    return database
        .sql(
            """
            select p.invoice_id, case when p.gateway = 'bank' then 0 else greatest(0,
                p.amount - coalesce((select sum(r.amount) from refund r
                  where r.payment_id = p.id and r.status <> 'FAILED'), 0)) end as refundable
            from payment p where p.tenant = :tenant and p.id = :payment for no key update of p
            """)
        .param("tenant", tenant)
        .param("payment", paymentId)
        .query(
            (row, number) ->
                new Source(paymentId, row.getString("invoice_id"), row.getLong("refundable")))
        .single();
  }

  /** The same for the same request, however often it is planned: a gateway knows it by its id. */
  private static RefundNews news(Wanted wanted, Source source, int number, long amount) {
    LocalDate on = wanted.at().atZone(ZoneOffset.UTC).toLocalDate();
    return new RefundNews(
        Ids.of("ref", wanted.tenant(), wanted.requestId(), on, number),
        source.invoiceId(),
        null,
        source.paymentId(),
        wanted.customerId(),
        amount,
        wanted.currency());
  }

  private Part insert(Wanted wanted, Part part) {
    RefundNews news = part.news();
    database
        .sql(
            """
            insert into refund (id, tenant, customer_money_id, payment_id, amount, status,
              request_id, created_at)
            values (:id, :tenant, :money, :payment, :amount, :status, :request, :at)
            """)
        .param("id", news.refundId())
        .param("tenant", wanted.tenant())
        .param("money", part.moneyId())
        .param("payment", news.paymentId())
        .param("amount", news.amount())
        .param("status", part.status())
        .param("request", wanted.requestId())
        .param("at", SqlValues.instant(wanted.at()))
        .update();
    return part;
  }

  private void note(Wanted wanted, long balance, long amount) {
    history.append(
        new History.Entry(
            wanted.tenant(),
            wanted.customerId(),
            wanted.at(),
            "api",
            "refundBalance",
            Map.of(
                "requestId", wanted.requestId(), "amount", amount, "currency", wanted.currency()),
            Map.of("balance", balance),
            Map.of("balance", balance - amount),
            null));
  }
}
