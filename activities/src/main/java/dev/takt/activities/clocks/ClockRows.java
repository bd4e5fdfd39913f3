package dev.takt.activities.clocks;

import dev.takt.activities.records.SqlValues;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Test clocks' rows. */
@Component
class ClockRows {
  private final JdbcClient database;

  ClockRows(JdbcClient database) {
    this.database = database;
  }

  /**
   * An advance begins; where another is under way, the later target holds. One that is done does
   * not begin: then this is a late repeat of the question, and the clock's workflow, which has just
   * done it, would not do it again.
   */
  void begin(String tenant, String clockId, Instant to) {
    database
        .sql(
            """
            update test_clock
            set target = case when status = 'ADVANCING' then greatest(target, :to) else :to end,
              status = 'ADVANCING', failure = null
            where id = :id and tenant = :tenant
              and (now_at < :to or now_at = :to and status <> 'READY')
            """)
        .param("to", SqlValues.instant(to))
        .param("id", clockId)
        .param("tenant", tenant)
        .update();
  }

  /** Moves the clock; it never moves back. */
  void moveTo(String tenant, String clockId, Instant now) {
    database
        .sql(
            """
            update test_clock set now_at = :now
            where id = :id and tenant = :tenant and now_at < :now
            """)
        .param("now", SqlValues.instant(now))
        .param("id", clockId)
        .param("tenant", tenant)
        .update();
  }

  /**
   * The advance to this instant is done. Where the clock is already asked to go further, it is not
   * ready: then this is a late repeat, whose first answer was lost.
   */
  void ready(String tenant, String clockId, Instant to) {
    database
        .sql(
            """
            update test_clock
            set now_at = greatest(now_at, :to),
              status = case when target > :to then status else 'READY' end,
              target = case when target > :to then target end,
              failure = case when target > :to then failure end
            where id = :id and tenant = :tenant
            """)
        .param("to", SqlValues.instant(to))
        .param("id", clockId)
        .param("tenant", tenant)
        .update();
  }

  void fail(String tenant, String clockId, String failure) {
    database
        .sql(
            """
            update test_clock set status = 'FAILED', failure = :failure
            where id = :id and tenant = :tenant
            """)
        .param("failure", failure)
        .param("id", clockId)
        .param("tenant", tenant)
        .update();
  }

  @Nullable Instant now(String tenant, String clockId) {
    return database
        .sql("select now_at from test_clock where id = :id and tenant = :tenant")
        .param("id", clockId)
        .param("tenant", tenant)
        .query((row, number) -> SqlValues.instant(row, "now_at"))
        .optional()
        .orElse(null);
  }

  /** Removes the clock; what has lived on it stays to be read. */
  void remove(String tenant, String clockId) {
    database
        .sql(
            """
            update customer set test_clock_id = null where test_clock_id = :id and tenant = :tenant
            """)
        .param("id", clockId)
        .param("tenant", tenant)
        .update();
    database
        .sql("delete from test_clock where id = :id and tenant = :tenant")
        .param("id", clockId)
        .param("tenant", tenant)
        .update();
  }
}
