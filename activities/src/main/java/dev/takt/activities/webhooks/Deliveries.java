package dev.takt.activities.webhooks;

import dev.takt.activities.records.SqlValues;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is to be delivered. A worker holds a delivery by moving its due time ahead: should the
 * worker die, it is due again when that time has come, and is sent a second time rather than never.
 * Times are the database's, so that workers' clocks need not agree.
 */
final class Deliveries {
  /** How long a worker holds a delivery: longer than any attempt takes. */
  private static final Duration HOLD = Post.DEADLINE.multipliedBy(4);

  private final JdbcClient database;

  Deliveries(JdbcClient database) {
    this.database = database;
  }

  /** An endpoint for which something is due. */
  record Due(String endpointId, String tenant, boolean failing) {}

  /** All endpoints for which something is due. */
  List<Due> due() {
    return database
        .sql(
            """
            select w.id, w.tenant, w.failures from webhook_endpoint w
            where w.enabled and exists (select 1 from webhook_delivery d
              where d.endpoint_id = w.id and d.status = 'PENDING' and d.due_at <= now())
            order by w.id
            """)
        .query(
            (row, _) ->
                new Due(row.getString("id"), row.getString("tenant"), row.getInt("failures") > 2))
        .list();
  }

  /**
   * Takes up to so many that are due. Of one subject's events the later one is held back only until
   * the earlier one has been tried once: one that fails delays no other.
   */
  List<Delivery> take(Due due, int most) {
    return database
        .sql(
            """
            with taken as (
              select d.event_id from webhook_delivery d
              where d.tenant = :tenant and d.endpoint_id = :endpoint and d.status = 'PENDING'
                and d.due_at <= now()
                and (d.attempts > 0 or not exists (select 1 from webhook_delivery earlier
                  where earlier.endpoint_id = d.endpoint_id and earlier.status = 'PENDING'
                    and earlier.subject_id = d.subject_id and earlier.attempts = 0
                    and earlier.sequence < d.sequence))
              order by d.due_at, d.event_id limit :most for update skip locked)
            update webhook_delivery d
            set due_at = clock_timestamp() + make_interval(secs => :hold)
            from taken, event e, webhook_endpoint w
            where d.endpoint_id = :endpoint and d.event_id = taken.event_id
              and e.id = d.event_id and e.tenant = :tenant
              and w.id = d.endpoint_id and w.tenant = :tenant
            returning d.tenant, d.endpoint_id, w.url, w.secret,
              case when w.previous_secret_until > now() then w.previous_secret end as previous,
              e.id, e.type, e.subject_id, e.sequence, e.occurred_at, e.data, d.attempts
            """)
        .param("tenant", due.tenant())
        .param("endpoint", due.endpointId())
        .param("most", most)
        .param("hold", HOLD.toSeconds())
        .query((row, _) -> delivery(row))
        .list();
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    List<Delivery.Sealed> secrets = new ArrayList<>();
    secrets.add(new Delivery.Sealed(row.getBytes("secret")));
    byte[] previous = row.getBytes("previous");
    if (previous != null) {
      secrets.add(new Delivery.Sealed(previous));
    }
    return new Delivery(
        row.getString("tenant"),
        row.getString("endpoint_id"),
        URI.create(row.getString("url")),
        List.copyOf(secrets),
        row.getString("id"),
        row.getString("type"),
        row.getString("subject_id"),
        row.getInt("sequence"),
        Objects.requireNonNull(SqlValues.instant(row, "occurred_at")),
        row.getString("data"),
        row.getInt("attempts"));
  }

  /** It was not tried after all: it is due at once, for whoever comes. */
  void putBack(Delivery delivery) {
    database
        .sql(
            """
            update webhook_delivery set due_at = now()
            where tenant = :tenant and endpoint_id = :endpoint and event_id = :event
              and status = 'PENDING'
            """)
        .param("tenant", delivery.tenant())
        .param("endpoint", delivery.endpointId())
        .param("event", delivery.eventId())
        .update();
  }

  /** The receiver has it, and whatever ailed it is over. */
  void delivered(Delivery delivery, int status) {
    database
        .sql(
            """
            with done as (
              update webhook_delivery set status = 'DELIVERED', attempts = attempts + 1,
                attempted_at = now(), http_status = :http, problem = null
              where tenant = :tenant and endpoint_id = :endpoint and event_id = :event)
            update webhook_endpoint set failures = 0
            where tenant = :tenant and id = :endpoint and failures > 0
            """)
        .param("tenant", delivery.tenant())
        .param("endpoint", delivery.endpointId())
        .param("event", delivery.eventId())
        .param("http", status)
        .update();
  }

  /**
   * It failed.
   *
   * @param gap until the next attempt; null: there is none
   */
  void failed(Delivery delivery, @Nullable Integer status, String problem, @Nullable Duration gap) {
    database
        .sql(
            """
            with done as (
              update webhook_delivery set attempts = attempts + 1, attempted_at = now(),
                http_status = cast(:http as integer), problem = :problem,
                status = case when status = 'PENDING' and cast(:gap as float8) is null
                  then 'FAILED' else status end,
                due_at = now() + make_interval(secs => coalesce(cast(:gap as float8), 0))
              where tenant = :tenant and endpoint_id = :endpoint and event_id = :event)
            update webhook_endpoint set failures = failures + 1
            where tenant = :tenant and id = :endpoint
            """)
        .param("tenant", delivery.tenant())
        .param("endpoint", delivery.endpointId())
        .param("event", delivery.eventId())
        .param("http", status)
        .param("problem", problem)
        .param("gap", gap == null ? null : gap.toMillis() / 1000.0)
        .update();
  }

  /** The receiver wants no more: its endpoint is disabled, and nothing waits for it any longer. */
  void gone(Delivery delivery) {
    database
        .sql(
            """
            with disabled as (
              update webhook_endpoint set enabled = false,
                disabled_because = 'the receiver answered 410 Gone'
              where tenant = :tenant and id = :endpoint and enabled)
            update webhook_delivery set
              status = case when event_id = :event then 'FAILED' else 'CANCELLED' end,
              attempts = attempts + case when event_id = :event then 1 else 0 end,
              attempted_at = case when event_id = :event then now() else attempted_at end,
              http_status = case when event_id = :event then 410 else http_status end,
              problem = case when event_id = :event then 'the receiver wants no more' else problem end
            where tenant = :tenant and endpoint_id = :endpoint and status = 'PENDING'
            """)
        .param("tenant", delivery.tenant())
        .param("endpoint", delivery.endpointId())
        .param("event", delivery.eventId())
        .update();
  }
}
