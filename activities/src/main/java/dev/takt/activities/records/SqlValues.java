package dev.takt.activities.records;

import dev.takt.workflows.port.Wire;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How values stand in columns. JSON is written exactly as workflow payloads are, so that a
 * subscription in the database and one in a workflow's history are the same text.
 */
public final class SqlValues {
  private SqlValues() {}

  /** An instant as PostgreSQL's driver takes it. */
  public static OffsetDateTime instant(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  /** The same, where there may be none. */
  public static @Nullable OffsetDateTime instantOrNull(@Nullable Instant at) {
    return at == null ? null : instant(at);
  }

  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  public static @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
    return row.getObject(column, LocalDate.class);
  }

  /** A value as JSON text. */
  public static String json(Object value) {
    return Wire.write(value);
  }

  public static @Nullable String jsonOrNull(@Nullable Object value) {
    return value == null ? null : json(value);
  }

  /** The value that a JSON text holds. */
  public static <T> T read(String json, Class<T> type) {
    return Wire.read(json, type);
  }
}
