package dev.takt.api.clocks;

import dev.takt.api.web.Columns;
import dev.takt.api.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A test clock as its row has it.
 *
 * @param target what it advances to, while it does
 * @param failure what stopped it, when it is {@code FAILED}
 */
public record TestClock(
    String id, Instant now, Status status, @Nullable Instant target, @Nullable String failure) {

  /** What it is doing. */
  public enum Status {
    READY,
    ADVANCING,
    FAILED
  }

  /**
   * The clock that a row of something else brings along ({@code clock_id}, {@code now_at}, {@code
   * clock_status}, {@code target}, {@code failure}); null where that lives in live time.
   */
  public static @Nullable TestClock joined(ResultSet row) throws SQLException {
    String id = row.getString("clock_id");
    return id == null
        ? null
        : new TestClock(
            id,
            Columns.moment(row, "now_at"),
            Status.valueOf(row.getString("clock_status")),
            Columns.instant(row, "target"),
            row.getString("failure"));
  }

  /** Throws while it advances: what lives on it has no present then. */
  public void mustStandStill() {
    if (status == Status.ADVANCING) {
      throw Problem.passing(
              409,
              "clock_advancing",
              "the test clock " + id + " is advancing: wait until it is READY")
          .asException();
    }
  }
}
