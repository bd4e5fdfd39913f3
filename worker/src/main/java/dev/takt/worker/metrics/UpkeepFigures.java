package dev.takt.worker.metrics;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What looks after the system itself: test clocks, and the sweeping out of what is old. */
final class UpkeepFigures implements Figures {
  private final JdbcClient database;

  UpkeepFigures(JdbcClient database) {
    this.database = database;
  }

  @Override
  public List<Figure> read() {
    return database
        .sql(
            """
            select (select count(*) from test_clock where status = 'FAILED') as failed,
              coalesce(extract(epoch from now() - min(swept_at)), 0) as age
            from retention_sweep
            """)
        .query(
            (row, _) ->
                List.of(
                    Figure.count(
                        "takt.test.clocks.failed",
                        "Test clocks that could not be advanced",
                        row.getLong("failed")),
                    Figure.seconds(
                        "takt.retention.age",
                        "How long ago the table that has waited longest was swept",
                        row.getDouble("age"))))
        .single();
  }
}
