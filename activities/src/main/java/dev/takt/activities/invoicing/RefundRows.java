package dev.takt.activities.invoicing;

import dev.takt.activities.events.Event;
import dev.takt.activities.receivables.RefundNews;
import dev.takt.activities.records.Columns;
import dev.takt.activities.records.Ids;
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
   * @param toTransfer what the merchant is to transfer, in minor units
   * @param events that tell so
   */
  record Planned(List<String> pending, long toTransfer, List<Event> events) {
    static final Planned NONE = new Planned(List.of(), 0, List.of());
  }

  /**
   * Spreads a refund over the payments of the invoice that is credited: the latest first, to each
   * at most what is left of it. What no gateway can take is for the merchant to transfer.
   */
  Planned plan(Occasion occasion, InvoiceRows.NewCreditNote note, long amount) {
    var pending = new ArrayList<String>();
    var events = new ArrayList<Event>();
    long rest = amount;
    int number = 0;
    long toTransfer = 0;
    var sources = new ArrayList<>(sources(occasion, note.invoiceId()));
    sources.add(new Source(null, false, Long.MAX_VALUE));
    for (Source source : sources) {
      long part = Math.min(rest, source.available());
      if (part > 0) {
        String id = Ids.of("ref", occasion.tenant(), note.id(), occasion.on(), number++);
        insert(occasion, id, note.id(), source, part);
        if (source.byGateway()) {
          pending.add(id);
        } else {
          toTransfer += part;
          events.add(transfer(id, note, source, part));
        }
        rest -= part;
      }
    }
    return new Planned(pending, toTransfer, events);
  }

  private static Event transfer(
      String id, InvoiceRows.NewCreditNote note, Source source, long amount) {
    return new RefundNews(
            id,
            note.invoiceId(),
            note.id(),
            source.paymentId(),
            note.customerId(),
            amount,
            note.currency())
        .toTransfer();
  }

  /**
   * The invoice's own payments, and those whose surplus was the customer's money and paid it. What
   * a payment is to give back, or has given back, counts whatever became of it.
   */
  private List<Source> sources(Occasion occasion, String invoiceId) {
    return database
        .sql(
            """
            select paid.id, paid.by_gateway, least(paid.share, paid.amount - coalesce(
              (select sum(r.amount) from refund r where r.payment_id = paid.id), 0)) as available
            from (
              select p.id, p.gateway <> 'bank' as by_gateway, p.amount, p.amount as share,
                p.attempted_at
              from payment p
              where p.tenant = :tenant and p.invoice_id = :invoice and p.status = 'SUCCEEDED'
              union all
              select p.id, p.gateway <> 'bank', p.amount, u.amount - coalesce(
                (select sum(r.amount) from refund r join credit_note c on c.id = r.credit_note_id
                  where r.payment_id = p.id and c.invoice_id = u.invoice_id), 0),
                p.attempted_at
              from customer_money_use u
              join customer_money m on m.id = u.money_id
              join payment p on p.id = m.payment_id
              where u.tenant = :tenant and u.invoice_id = :invoice and p.invoice_id <> :invoice
            ) paid
            order by paid.attempted_at desc, paid.id desc
            """)
        .param("tenant", occasion.tenant())
        .param("invoice", invoiceId)
        .query(
            (row, number) ->
                new Source(
                    row.getString("id"), row.getBoolean("by_gateway"), row.getLong("available")))
        .list();
  }

  private void insert(Occasion occasion, String id, String noteId, Source source, long amount) {
    database
        .sql(
            """
            insert into refund (id, tenant, credit_note_id, payment_id, amount, status, created_at)
            values (:id, :tenant, :note, :payment, :amount, :status, :at)
            """)
        .param("id", id)
        .param("tenant", occasion.tenant())
        .param("note", noteId)
        .param("payment", source.paymentId())
        .param("amount", amount)
        .param("status", source.byGateway() ? "PENDING" : "TO_TRANSFER")
        .param("at", Columns.instant(occasion.at()))
        .update();
  }
}
