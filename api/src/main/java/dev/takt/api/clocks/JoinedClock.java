package dev.takt.api.clocks;

import dev.takt.api.web.Columns;
import dev.takt.records.clocks.TestClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The test clock that a row of something else brings along, joined as {@code c}. */
public final class JoinedClock {
  /** Its columns in the list of what is selected. */
  public static final String COLUMNS =
      """
      c.id as clock_id, c.tenant as clock_tenant, c.now_at, c.target, c.status as clock_status,
        c.failure, c.created_at as clock_created_at\
      """;

  private JoinedClock() {}

  /** The clock, or null where the row lives in live time. */
  public static @Nullable TestClock of(ResultSet row) throws SQLException {
    String id = row.getString("clock_id");
    return id == null
        ? null
        : new TestClock(
            id,
            row.getString("clock_tenant"),
            Columns.moment(row, "now_at"),
            Columns.instant(row, "target"),
            TestClock.Status.valueOf(row.getString("clock_status")),
            row.getString("failure"),
            Columns.moment(row, "clock_created_at"));
  }
}
