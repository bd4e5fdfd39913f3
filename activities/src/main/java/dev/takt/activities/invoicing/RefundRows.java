package dev.takt.activities.invoicing;

import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.RefundNews;
import dev.takt.activities.records.Ids;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.events.RefundEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Decides which payments money goes back to. */
@Component
class RefundRows {
  private final JdbcClient database;

  RefundRows(JdbcClient database) {
    this.database = database;
  }

  private record Source(@Nullable String paymentId, boolean byGateway, long available) {}

  /**
   * What was planned.
   *
   * @param pending ids of the refunds that a gateway is to make
   * @param transfers what the merchant is to transfer
   */
  record Planned(List<String> pending, List<RefundEvent.ToTransfer> transfers) {
    static final Planned NONE = new Planned(List.of(), List.of());
  }

  /**
   * Spreads a refund over the payments of the invoice that is credited: the latest first, to each
   * at most what is left of it. What no gateway can take is for the merchant to transfer.
   */
  Planned plan(
      SubscriptionTransaction transaction, Receivable invoice, String noteId, long amount) {
    var pending = new ArrayList<String>();
    var transfers = new ArrayList<RefundEvent.ToTransfer>();
    long rest = amount;
    int number = 0;
    var sources = new ArrayList<>(sources(transaction, invoice.id()));
    sources.add(new Source(null, false, Long.MAX_VALUE));
    for (Source source : sources) {
      long part = Math.min(rest, source.available());
      if (part > 0) {
        String id = Ids.of("ref", transaction.tenant(), noteId, transaction.on(), number++);
        insert(transaction, id, noteId, source, part);
        if (source.byGateway()) {
          pending.add(id);
        } else {
          transfers.add(transfer(id, invoice, noteId, source, part));
        }
        rest -= part;
      }
    }
    return new Planned(pending, transfers);
  }

  private static RefundEvent.ToTransfer transfer(
      String id, Receivable invoice, String noteId, Source source, long amount) {
    return new RefundNews(
            id,
            invoice.id(),
            noteId,
            source.paymentId(),
            invoice.customerId(),
            amount,
            invoice.currency())
        .toTransfer();
  }

  /**
   * The invoice's own payments, and those whose surplus was the customer's money and paid it: of
   * each what it paid of this invoice. The surplus of its own payments is the customer's. What a
   * payment is to give back, or has given back, counts whatever became of it.
   */
  private List<Source> sources(SubscriptionTransaction transaction, String invoiceId) {
    return database
        .sql(
            """
            select p.id, p.gateway <> 'bank' as by_gateway, least(
              case when p.invoice_id = :invoice then p.amount - coalesce(
                (select sum(m.amount) from customer_money m where m.payment_id = p.id), 0)
              else 0 end
              + coalesce((select sum(u.amount) from customer_money_use u
                join customer_money m on m.id = u.money_id
                where m.payment_id = p.id and u.invoice_id = :invoice), 0)
              - coalesce((select sum(r.amount) from refund r
                join credit_note c on c.id = r.credit_note_id
                where r.payment_id = p.id and c.invoice_id = :invoice), 0),
              p.amount - coalesce(
                (select sum(r.amount) from refund r where r.payment_id = p.id), 0)) as available
            from payment p
            where p.tenant = :tenant and p.status = 'SUCCEEDED' and (p.invoice_id = :invoice
              or p.id in (select m.payment_id from customer_money_use u
                join customer_money m on m.id = u.money_id where u.invoice_id = :invoice))
            order by p.attempted_at desc, p.id desc
            """)
        .param("tenant", transaction.tenant())
        .param("invoice", invoiceId)
        .query(
            (row, number) ->
                new Source(
                    row.getString("id"), row.getBoolean("by_gateway"), row.getLong("available")))
        .list();
  }

  private void insert(
      SubscriptionTransaction transaction, String id, String noteId, Source source, long amount) {
    database
        .sql(
            """
            insert into refund (id, tenant, credit_note_id, payment_id, amount, status, created_at)
            values (:id, :tenant, :note, :payment, :amount, :status, :at)
            """)
        .param("id", id)
        .param("tenant", transaction.tenant())
        .param("note", noteId)
        .param("payment", source.paymentId())
        .param("amount", amount)
        .param("status", source.byGateway() ? "PENDING" : "TO_TRANSFER")
        .param("at", SqlValues.instant(transaction.at()))
        .update();
  }
}
