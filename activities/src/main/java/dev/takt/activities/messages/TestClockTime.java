package dev.takt.activities.messages;

import dev.takt.activities.records.SqlValues;
import java.time.Instant;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where test clocks stand. */
@Component
class TestClockTime {
  private final JdbcClient database;

  TestClockTime(JdbcClient database) {
    this.database = database;
  }

  Instant now(String tenant, String clockId) {
    return database
        .sql("select now_at from test_clock where tenant = :tenant and id = :id")
        .param("tenant", tenant)
        .param("id", clockId)
        .query((row, number) -> Objects.requireNonNull(SqlValues.instant(row, "now_at")))
        .single();
  }
}
