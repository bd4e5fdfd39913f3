package dev.takt.activities.invoicing;

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

  private record Source(String paymentId, long available) {}

  /** A part of a refund; its number is the same however often the refund is planned. */
  private record Part(int number, @Nullable String paymentId, long amount) {}

  /**
   * Spreads a refund over card payments: those of the invoice first, then those of the
   * subscription's other invoices (its own may have been paid by a balance that came from them), to
   * each for at most what is left of it. What no card payment can take is for the merchant to
   * transfer.
   *
   * @return ids of the refunds that a gateway is to make
   */
  List<String> plan(Occasion occasion, String creditNoteId, String invoiceId, long amount) {
    var pending = new ArrayList<String>();
    long rest = amount;
    int number = 0;
    for (Source source : sources(occasion, invoiceId)) {
      long part = Math.min(rest, source.available());
      if (part > 0) {
        pending.add(
            insert(
                occasion, creditNoteId, invoiceId, new Part(number++, source.paymentId(), part)));
        rest -= part;
      }
    }
    if (rest > 0) {
      insert(occasion, creditNoteId, invoiceId, new Part(number, null, rest));
    }
    return pending;
  }

  private List<Source> sources(Occasion occasion, String invoiceId) {
    return database
        .sql(
            """
            select p.id, p.amount - coalesce((select sum(r.amount) from refund r
                where r.payment_id = p.id and r.status <> 'FAILED'), 0) as available
            from payment p join invoice i on i.id = p.invoice_id
            where i.tenant = :tenant and i.subscription_id = :subscription
              and p.status = 'SUCCEEDED' and p.gateway <> 'bank'
            order by (i.id = :invoice) desc, p.attempted_at desc, p.id desc
            """)
        .param("tenant", occasion.tenant())
        .param("subscription", occasion.subscriptionId())
        .param("invoice", invoiceId)
        .query((row, number) -> new Source(row.getString("id"), row.getLong("available")))
        .list();
  }

  private String insert(Occasion occasion, String creditNoteId, String invoiceId, Part part) {
    String id = Ids.of("ref", occasion.tenant(), creditNoteId, occasion.on(), part.number());
    if (part.paymentId() == null) {
      occasion.tell(
          new RefundNews(
                  id,
                  invoiceId,
                  creditNoteId,
                  null,
                  occasion.state().identity().customerId(),
                  part.amount(),
                  occasion.state().currency())
              .toTransfer());
    }
    database
        .sql(
            """
            insert into refund (id, tenant, credit_note_id, payment_id, amount, status, created_at)
            values (:id, :tenant, :note, :payment, :amount, :status, :at)
            """)
        .param("id", id)
        .param("tenant", occasion.tenant())
        .param("note", creditNoteId)
        .param("payment", part.paymentId())
        .param("amount", part.amount())
        .param("status", part.paymentId() == null ? "TO_TRANSFER" : "PENDING")
        .param("at", Columns.instant(occasion.at()))
        .update();
    return id;
  }
}
