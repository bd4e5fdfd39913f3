package dev.takt.activities.retention;

import com.github.f4b6a3.ulid.Ulid;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.port.Retention;
import io.temporal.activity.Activity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sweeps across all tenants, each piece in a transaction of its own: nobody waits long for a lock,
 * and what is done stays done when it is interrupted.
 */
@Component
public class Sweeps implements Retention {
  private static final int AT_ONCE = 5000;

  private final JdbcClient database;
  private final Tables tables;

  public Sweeps(JdbcClient database, Tables tables) {
    this.database = database;
    this.tables = tables;
  }

  @Override
  public Report sweep() {
    var context = Activity.getExecutionContext();
    return sweep(Instant.now(), context::heartbeat);
  }

  /** The same without Temporal. */
  Report sweep(Instant now, Progress progress) {
    List<Swept> report = new ArrayList<>();
    for (Sweeping sweeping : tables.swept()) {
      long rows = 0;
      int some;
      do {
        some = sweepSome(sweeping, sweeping.before(now));
        rows += some;
        progress.at(sweeping.table() + " " + rows);
      } while (some == AT_ONCE);
      note(sweeping.table(), now, rows);
      report.add(new Swept(sweeping.table(), rows));
    }
    return new Report(report);
  }

  /** Hears how far it has come. */
  @FunctionalInterface
  interface Progress {
    void at(String place);
  }

  private int sweepSome(Sweeping sweeping, Instant before) {
    // A condition names one of the two: when it was, or the ULID of that moment.
    return database
        .sql(
            """
            delete from %1$s where ctid = any (array(
              select r.ctid from %1$s r where %2$s limit %3$d for update of r skip locked))
            """
                .formatted(sweeping.table(), sweeping.old(), AT_ONCE))
        .param("before", SqlValues.instant(before))
        .param("ulid", Ulid.min(before.toEpochMilli()).toString().toLowerCase(Locale.ROOT))
        .update();
  }

  private void note(String table, Instant now, long rows) {
    database
        .sql(
            """
            insert into retention_sweep (table_name, swept_at, rows_swept)
            values (:table, :now, :rows)
            on conflict (table_name) do update
              set swept_at = excluded.swept_at, rows_swept = excluded.rows_swept
            """)
        .param("table", table)
        .param("now", SqlValues.instant(now))
        .param("rows", rows)
        .update();
  }
}
