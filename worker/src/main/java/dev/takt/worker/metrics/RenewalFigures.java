package dev.takt.worker.metrics;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far subscriptions and groups are behind what is due. */
final class RenewalFigures implements Figures {
  private final JdbcClient database;

  RenewalFigures(JdbcClient database) {
    this.database = database;
  }

  @Override
  public List<Figure> read() {
    // Reads the ends of the indexes due_live and due_groups: only what is due now.
    return database
        .sql(
            """
            select count(*) as due,
              coalesce(extract(epoch from now() - min(next_due_at)), 0) as lag,
              count(*) filter (where next_due_at < now() - interval '1 hour' and not joint) as stuck,
              count(*) filter (where next_due_at < now() - interval '1 hour' and joint) as groups
            from (
              select next_due_at, false as joint from subscription
              where test_clock_id is null and status <> 'ENDED' and next_due_at <= now()
              union all
              select next_due_at, true from billing_group
              where test_clock_id is null and status = 'ACTIVE' and next_due_at <= now()) due
            """)
        .query(
            (row, _) ->
                List.of(
                    Figure.count(
                        "takt.subscriptions.due",
                        "Subscriptions and groups with something to do that is not done yet",
                        row.getLong("due")),
                    Figure.seconds(
                        "takt.renewal.lag",
                        "How long ago that was due which has waited longest",
                        row.getDouble("lag")),
                    Figure.count(
                        "takt.subscriptions.stuck",
                        "Subscriptions with something that was due over an hour ago",
                        row.getLong("stuck")),
                    Figure.count(
                        "takt.groups.stuck",
                        "Groups with something that was due over an hour ago",
                        row.getLong("groups"))))
        .single();
  }
}
