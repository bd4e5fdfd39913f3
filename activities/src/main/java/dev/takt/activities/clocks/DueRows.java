package dev.takt.activities.clocks;

import dev.takt.activities.clocks.TestClockParticipant.Due;
import dev.takt.activities.records.SqlValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of one kind that live on test clocks: each says itself when it is due. */
final class DueRows {

  /** What has a row with {@code next_due_at}, and a workflow of its own. */
  enum Kind {
    SUBSCRIPTION("subscription", "status <> 'ENDED'", "subscription/", "Subscription "),
    GROUP("billing_group", "status = 'ACTIVE'", "group/", "Group ");

    private final String table;
    private final String living;
    private final String workflow;
    private final String called;

    Kind(String table, String living, String workflow, String called) {
      this.table = table;
      this.living = living;
      this.workflow = workflow;
      this.called = called;
    }
  }

  private final JdbcClient database;
  private final Kind kind;

  DueRows(JdbcClient database, Kind kind) {
    this.database = database;
    this.kind = kind;
  }

  Optional<Instant> nextDue(String tenant, String clockId, Instant to) {
    return database
        .sql(
            """
            select min(next_due_at) as instant from %s
            where test_clock_id = :clock and tenant = :tenant and next_due_at <= :to and %s
            having min(next_due_at) is not null
            """
                .formatted(kind.table, kind.living))
        .param("clock", clockId)
        .param("tenant", tenant)
        .param("to", SqlValues.instant(to))
        .query((row, number) -> SqlValues.instant(row, "instant"))
        .optional();
  }

  List<Due> dueAt(String tenant, String clockId, Instant instant) {
    return database
        .sql(
            """
            select id, merchant_id, version from %s
            where test_clock_id = :clock and tenant = :tenant and next_due_at <= :instant and %s
            order by id
            """
                .formatted(kind.table, kind.living))
        .param("clock", clockId)
        .param("tenant", tenant)
        .param("instant", SqlValues.instant(instant))
        .query(this::due)
        .list();
  }

  /** Reads id, merchant and version. */
  Due due(ResultSet row, int number) throws SQLException {
    String id = row.getString("id");
    return new Due(
        kind.workflow + row.getString("merchant_id") + "/" + id,
        kind.called + id,
        row.getLong("version"));
  }

  /** What a column, or a part of one, says of all that live on a clock. */
  <T> List<T> living(String tenant, String clockId, String column, RowMapper<T> read) {
    return database
        .sql(
            """
            select %s from %s where test_clock_id = :clock and tenant = :tenant and %s order by id
            """
                .formatted(column, kind.table, kind.living))
        .param("clock", clockId)
        .param("tenant", tenant)
        .query(read)
        .list();
  }

  /** Ended or not, none of them is on the clock any more. */
  void leave(String tenant, String clockId) {
    database
        .sql(
            """
            update %s set test_clock_id = null where test_clock_id = :clock and tenant = :tenant
            """
                .formatted(kind.table))
        .param("clock", clockId)
        .param("tenant", tenant)
        .update();
  }
}
