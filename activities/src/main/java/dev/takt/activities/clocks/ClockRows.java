package dev.takt.activities.clocks;

import dev.takt.activities.records.Columns;
import dev.takt.workflows.subscription.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Test clocks' rows, and what is due on them. */
@Component
class ClockRows {
  private final JdbcClient database;

  ClockRows(JdbcClient database) {
    this.database = database;
  }

  /** A subscription that is due. */
  record Due(String subscriptionId, String merchantId, long version) {
    String workflowId() {
      return "subscription/" + merchantId + "/" + subscriptionId;
    }
  }

  void begin(String tenant, String clockId, Instant to) {
    database
        .sql(
            """
            update test_clock set status = 'ADVANCING', target = :to, failure = null
            where id = :id and tenant = :tenant and now_at <= :to
            """)
        .param("to", Columns.instant(to))
        .param("id", clockId)
        .param("tenant", tenant)
        .update();
  }

  /** The earliest instant, up to {@code to}, at which something is due; what is overdue is due. */
  Optional<Instant> nextInstant(String tenant, String clockId, Instant to) {
    return database
        .sql(
            """
            select greatest(min(s.next_due_at), c.now_at) as instant
            from test_clock c join subscription s on s.test_clock_id = c.id
            where c.id = :id and c.tenant = :tenant and s.tenant = :tenant
              and s.next_due_at <= :to and s.status <> 'ENDED'
            group by c.now_at
            """)
        .param("id", clockId)
        .param("tenant", tenant)
        .param("to", Columns.instant(to))
        .query((row, number) -> Columns.instant(row, "instant"))
        .optional();
  }

  /** Moves the clock; it never moves back. */
  void moveTo(String tenant, String clockId, Instant now) {
    database
        .sql(
            """
            update test_clock set now_at = :now
            where id = :id and tenant = :tenant and now_at < :now
            """)
        .param("now", Columns.instant(now))
        .param("id", clockId)
        .param("tenant", tenant)
        .update();
  }

  List<Due> dueAt(String tenant, String clockId, Instant instant) {
    return database
        .sql(
            """
            select id, merchant_id, version from subscription
            where test_clock_id = :clock and tenant = :tenant and next_due_at <= :instant
              and status <> 'ENDED'
            order by id
            """)
        .param("clock", clockId)
        .param("tenant", tenant)
        .param("instant", Columns.instant(instant))
        .query(
            (row, number) ->
                new Due(row.getString("id"), row.getString("merchant_id"), row.getLong("version")))
        .list();
  }

  /**
   * The subscriptions, ended ones too, with a charge or a refund that has no outcome yet: all that
   * a crash may have left under way.
   */
  List<Due> withMoneyUnderWay(String tenant, String clockId) {
    return database
        .sql(
            """
            select s.id, s.merchant_id, s.version from subscription s
            where s.test_clock_id = :clock and s.tenant = :tenant
              and (exists (
                  select from invoice i
                  where i.subscription_id = s.id and i.tenant = :tenant
                    and i.collection = 'CARD' and i.status = 'OPEN'
                    and not exists (
                      select from payment p where p.invoice_id = i.id and p.status <> 'UNKNOWN'))
                or exists (
                  select from credit_note n join refund r on r.credit_note_id = n.id
                  where n.subscription_id = s.id and n.tenant = :tenant
                    and r.status = 'PENDING'))
            order by s.id
            """)
        .param("clock", clockId)
        .param("tenant", tenant)
        .query(
            (row, number) ->
                new Due(row.getString("id"), row.getString("merchant_id"), row.getLong("version")))
        .list();
  }

  void ready(String tenant, String clockId, Instant to) {
    database
        .sql(
            """
            update test_clock
            set now_at = greatest(now_at, :to), status = 'READY', target = null, failure = null
            where id = :id and tenant = :tenant
            """)
        .param("to", Columns.instant(to))
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
        .query((row, number) -> Columns.instant(row, "now_at"))
        .optional()
        .orElse(null);
  }

  /** All that lives on the clock. */
  List<Identity> living(String tenant, String clockId) {
    return database
        .sql(
            """
            select state -> 'identity' as identity from subscription
            where test_clock_id = :clock and tenant = :tenant and status <> 'ENDED' order by id
            """)
        .param("clock", clockId)
        .param("tenant", tenant)
        .query((row, number) -> Columns.read(row.getString("identity"), Identity.class))
        .list();
  }

  /** Removes the clock; what has lived on it stays to be read. */
  void remove(String tenant, String clockId) {
    for (String table : List.of("subscription", "customer")) {
      database
          .sql(
              "update "
                  + table
                  + " set test_clock_id = null where test_clock_id = :id and tenant = :tenant")
          .param("id", clockId)
          .param("tenant", tenant)
          .update();
    }
    database
        .sql("delete from test_clock where id = :id and tenant = :tenant")
        .param("id", clockId)
        .param("tenant", tenant)
        .update();
  }
}
