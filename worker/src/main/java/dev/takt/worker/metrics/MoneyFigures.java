package dev.takt.worker.metrics;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Money of which it is not known where it is, and money that is late. */
final class MoneyFigures implements Figures {
  private final JdbcClient database;

  MoneyFigures(JdbcClient database) {
    this.database = database;
  }

  @Override
  public List<Figure> read() {
    // Through the partial indexes one_charge_in_flight, pending_refunds and open_invoices.
    return database
        .sql(
            """
            select p.unknown, p.unknown_age, r.pending, r.pending_age, i.past_due
            from (
              select count(*) as unknown,
                coalesce(extract(epoch from now() - min(p.attempted_at)), 0) as unknown_age
              from payment p join customer c on c.id = p.customer_id
              where p.status = 'UNKNOWN' and c.test_clock_id is null) p,
            (
              select count(*) as pending,
                coalesce(extract(epoch from now() - min(r.created_at)), 0) as pending_age
              from refund r
                left join credit_note n on n.id = r.credit_note_id
                left join customer_money m on m.id = r.customer_money_id
                join customer c on c.id = coalesce(n.customer_id, m.customer_id)
              where r.status = 'PENDING' and c.test_clock_id is null) r,
            (
              select count(*) as past_due
              from invoice i join customer c on c.id = i.customer_id
              where i.is_open
                and i.due_date < current_date and c.test_clock_id is null) i
            """)
        .query(
            (row, _) ->
                List.of(
                    Figure.count(
                        "takt.payments.unknown",
                        "Charges whose outcome the gateway has not told yet",
                        row.getLong("unknown")),
                    Figure.seconds(
                        "takt.payments.unknown.age",
                        "How long ago the oldest of the unknown charges was made",
                        row.getDouble("unknown_age")),
                    Figure.count(
                        "takt.refunds.pending",
                        "Refunds that were decided and have not reached the gateway",
                        row.getLong("pending")),
                    Figure.seconds(
                        "takt.refunds.pending.age",
                        "How long ago the oldest of the pending refunds was decided",
                        row.getDouble("pending_age")),
                    Figure.count(
                        "takt.invoices.past.due",
                        "Invoices that are not paid and whose due date has passed",
                        row.getLong("past_due"))))
        .single();
  }
}
