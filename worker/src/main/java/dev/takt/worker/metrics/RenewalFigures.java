package dev.takt.worker.metrics;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far subscriptions are behind what is due. */
final class RenewalFigures implements Figures {
  private final JdbcClient database;

  RenewalFigures(JdbcClient database) {
    this.database = database;
  }

  @Override
  public List<Figure> read() {
    // Reads the end of the index due_live: only what is due now.
    return database
        .sql(
            """
            select count(*) as due,
              coalesce(extract(epoch from now() - min(next_due_at)), 0) as lag,
              count(*) filter (where next_due_at < now() - interval '1 hour') as stuck
            from subscription
            where test_clock_id is null and status <> 'ENDED' and next_due_at <= now()
            """)
        .query(
            (row, _) ->
                List.of(
                    Figure.count(
                        "takt.subscriptions.due",
                        "Subscriptions with something to do that is not done yet",
                        row.getLong("due")),
                    Figure.seconds(
                        "takt.renewal.lag",
                        "How long ago that was due which has waited longest",
                        row.getDouble("lag")),
                    Figure.count(
                        "takt.subscriptions.stuck",
                        "Subscriptions with something that was due over an hour ago",
                        row.getLong("stuck"))))
        .single();
  }
}
