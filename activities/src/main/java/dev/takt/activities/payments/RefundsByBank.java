package dev.takt.activities.payments;

import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Posting;
import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.receivables.TransactionWriter;
import dev.takt.activities.records.SqlValues;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Refunds that the merchant transfers, as its bank tells of them: what left the account was sent,
 * and what came back is to be transferred again.
 */
@Component
public class RefundsByBank {
  private final JdbcClient database;
  private final RefundBooking refunds;
  private final Receivables receivables;
  private final TransactionWriter writer;

  RefundsByBank(
      JdbcClient database,
      RefundBooking refunds,
      Receivables receivables,
      TransactionWriter writer) {
    this.database = database;
    this.refunds = refunds;
    this.receivables = receivables;
    this.writer = writer;
  }

  /**
   * Money that left the account, which is booked as none of the customers'.
   *
   * @param endToEndId the name that the merchant gave the payment: the refund's id, in its file
   * @param amount in minor units
   */
  public record Outgoing(
      String tenant,
      String entryId,
      @Nullable String endToEndId,
      long amount,
      String currency,
      LocalDate on) {}

  /** A refund, and whose it is. */
  public record Found(String refundId, String customerId) {}

  /**
   * Notes a refund as sent that some outgoing money is.
   *
   * @return whether it is, still
   */
  public boolean send(Found found, Outgoing outgoing, Instant at) {
    RefundBooking.Refund refund = refunds.find(outgoing.tenant(), found.refundId());
    Receivable invoice = receivables.lock(refund.tenant(), refund.invoiceId()).orElseThrow();
    boolean marked = refunds.find(refund.tenant(), refund.id()).status().equals("SUCCEEDED");
    if (!join(refund, outgoing, at)) {
      return false;
    }
    LocalDate on = invoice.books().dateFor(outgoing.on());
    if (marked) {
      // It was booked by hand as money that left the bank, and then from the bank's file.
      move(refund, invoice, on, Account.BANK, Account.OTHER_BANK_ENTRIES, at);
    } else {
      refunds.sent(refund, invoice, Account.OTHER_BANK_ENTRIES, on, at);
    }
    return true;
  }

  /**
   * The refund that some outgoing money is: by its id, else one of that amount that the merchant
   * has marked as transferred on that day.
   */
  public Optional<Found> find(Outgoing outgoing) {
    return database
        .sql(
            """
            select r.id, coalesce(n.customer_id, m.customer_id) as customer from refund r
            left join credit_note n on n.id = r.credit_note_id
            left join customer_money m on m.id = r.customer_money_id
            where r.tenant = :tenant and r.bank_entry_id is null and r.amount = :amount
              and coalesce(n.currency, m.currency) = :currency
              and (r.id = :endToEnd and (r.status = 'TO_TRANSFER' or r.transferred_on is not null)
                or r.transferred_on = :on)
            order by r.id = :endToEnd desc nulls last, r.id limit 1
            """)
        .param("tenant", outgoing.tenant())
        .param("amount", outgoing.amount())
        .param("currency", outgoing.currency())
        .param("endToEnd", outgoing.endToEndId())
        .param("on", outgoing.on())
        .query((row, _) -> new Found(row.getString("id"), row.getString("customer")))
        .optional();
  }

  private boolean join(RefundBooking.Refund refund, Outgoing outgoing, Instant at) {
    return database
            .sql(
                """
                update refund set status = 'SUCCEEDED', bank_entry_id = :entry,
                  transferred_on = coalesce(transferred_on, :on),
                  settled_at = coalesce(settled_at, :at)
                where tenant = :tenant and id = :id and bank_entry_id is null
                """)
            .param("entry", outgoing.entryId())
            .param("on", outgoing.on())
            .param("at", SqlValues.instant(at))
            .param("tenant", refund.tenant())
            .param("id", refund.id())
            .update()
        == 1;
  }

  /**
   * Notes that a refund came back from the payee's bank: it is to be transferred again, and no file
   * has it.
   *
   * @param entryId of the outgoing money, which was that refund
   */
  public void comeBack(String tenant, String entryId, LocalDate on, Instant at) {
    String refundId =
        database
            .sql("select id from refund where tenant = :tenant and bank_entry_id = :entry")
            .param("tenant", tenant)
            .param("entry", entryId)
            .query(String.class)
            .single();
    RefundBooking.Refund refund = refunds.find(tenant, refundId);
    Receivable invoice = receivables.lock(tenant, refund.invoiceId()).orElseThrow();
    database
        .sql(
            """
            update refund set status = 'TO_TRANSFER', bank_entry_id = null, transferred_on = null,
              reference = null, settled_at = null, transfer_file_id = null
            where tenant = :tenant and id = :id
            """)
        .param("tenant", tenant)
        .param("id", refund.id())
        .update();
    move(
        refund,
        invoice,
        invoice.books().dateFor(on),
        Account.UNALLOCATED,
        Account.REFUNDS_PAYABLE,
        at);
  }

  private void move(
      RefundBooking.Refund refund,
      Receivable invoice,
      LocalDate on,
      Account debit,
      Account credit,
      Instant at) {
    var books = new BooksTransaction(refund.tenant(), at);
    books.post(
        Posting.signed(
            on,
            debit,
            credit,
            refund.amount(),
            Posting.What.REFUND,
            new Posting.Source(
                refund.id(), invoice.subscriptionId(), invoice.id(), refund.currency())));
    if (credit == Account.REFUNDS_PAYABLE) {
      books.publish(refund.news().toTransfer());
    }
    writer.write(books);
  }
}
