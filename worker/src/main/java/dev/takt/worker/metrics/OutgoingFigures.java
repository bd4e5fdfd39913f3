package dev.takt.worker.metrics;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is to leave the house: events for webhooks, and messages to customers. */
final class OutgoingFigures implements Figures {
  private final JdbcClient database;

  OutgoingFigures(JdbcClient database) {
    this.database = database;
  }

  @Override
  public List<Figure> read() {
    // Through the partial indexes due_deliveries and unsettled_messages. A receiver that fails is
    // asked again later and later: what is not due yet is not late.
    return database
        .sql(
            """
            select d.waiting, d.age, m.unsent, m.unsent_age, m.uncertain
            from (
              select count(*) as waiting,
                greatest(coalesce(extract(epoch from now() - min(due_at)), 0), 0) as age
              from webhook_delivery where status = 'PENDING') d,
            (
              select
                count(*) filter (where m.status in ('PREPARED', 'FAILED')) as unsent,
                coalesce(extract(epoch from now()
                  - min(m.claimed_at) filter (where m.status in ('PREPARED', 'FAILED'))), 0)
                  as unsent_age,
                count(*) filter (where m.status = 'UNCERTAIN'
                  and m.claimed_at > now() - interval '7 days') as uncertain
              from message m join customer c on c.id = m.customer_id
              where m.status in ('PREPARED', 'SENDING', 'FAILED', 'UNCERTAIN')
                and c.test_clock_id is null) m
            """)
        .query(
            (row, _) ->
                List.of(
                    Figure.count(
                        "takt.outbox.waiting",
                        "Events that webhooks have not been told yet",
                        row.getLong("waiting")),
                    Figure.seconds(
                        "takt.outbox.age",
                        "How long ago that delivery was due which has waited longest",
                        row.getDouble("age")),
                    Figure.count(
                        "takt.messages.unsent",
                        "Messages to customers that their carrier has not taken",
                        row.getLong("unsent")),
                    Figure.seconds(
                        "takt.messages.unsent.age",
                        "How long ago that message was last tried which has waited longest",
                        row.getDouble("unsent_age")),
                    Figure.count(
                        "takt.messages.uncertain",
                        "Messages of the last week of which it is not known whether they went",
                        row.getLong("uncertain"))))
        .single();
  }
}
