package dev.takt.tools.benchmark;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database says about what was done. */
record Readings(JdbcClient database) {

  /**
   * Counters of the whole database, since it was started.
   *
   * @param commits transactions, each single statement among them
   * @param bytes of all tables and indexes
   * @param log bytes of the write-ahead log
   */
  record Counters(long commits, long rollbacks, long inserted, long updated, long bytes, long log) {
    Counters minus(Counters before) {
      return new Counters(
          commits - before.commits,
          rollbacks - before.rollbacks,
          inserted - before.inserted,
          updated - before.updated,
          bytes - before.bytes,
          log - before.log);
    }
  }

  /** They are some seconds late: read them when nothing happens. */
  Counters counters() {
    return database
        .sql(
            """
            select xact_commit, xact_rollback, tup_inserted, tup_updated,
              pg_database_size(datname),
              pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint
            from pg_stat_database where datname = current_database()
            """)
        .query(
            (row, number) ->
                new Counters(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6)))
        .single();
  }

  /**
   * Statements that one of the pool's connections has prepared and runs often, with how often
   * PostgreSQL planned each anew and how often it took the plan that it had.
   */
  List<Planned> planned() {
    return database
        .sql(
            """
            select statement, custom_plans, generic_plans from pg_prepared_statements
            where custom_plans + generic_plans >= 20 order by custom_plans desc
            """)
        .query(
            (row, _) ->
                new Planned(
                    row.getString("statement").strip().lines().findFirst().orElse(""),
                    row.getLong("custom_plans"),
                    row.getLong("generic_plans")))
        .list();
  }

  /** How often a statement was planned anew, and how often it was not. */
  record Planned(String statement, long anew, long kept) {
    boolean isEachTime() {
      return kept == 0;
    }
  }

  /** How many payments of a merchant have succeeded. */
  long paid(String merchantId) {
    return database
        .sql("select count(*) from payment where tenant = :tenant and status = 'SUCCEEDED'")
        .param("tenant", merchantId + "/test")
        .query(Long.class)
        .single();
  }

  /** How many of them the filler made. */
  long filled(String merchantId) {
    return database
        .sql("select count(*) from payment where tenant = :tenant and id like 'pay\\_filler%'")
        .param("tenant", merchantId + "/test")
        .query(Long.class)
        .single();
  }

  /** By how many ms postings of a kind came after their subscriptions were due. */
  List<Double> lags(String merchantId, String what, Instant due) {
    return database
        .sql(
            """
            select extract(epoch from p.recorded_at - :due) * 1000
                - (s.state #>> '{hours,spreadMillis}')::int
            from posting p join subscription s on s.id = p.subscription_id
            where p.tenant = :tenant and p.what = :what and p.recorded_at >= :due
            """)
        .param("tenant", merchantId + "/test")
        .param("what", what)
        .param("due", OffsetDateTime.ofInstant(due, ZoneOffset.UTC))
        .query((row, _) -> row.getDouble(1))
        .list();
  }
}
