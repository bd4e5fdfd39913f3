package dev.takt.api.webhooks;

import com.github.f4b6a3.ulid.Ulid;
import dev.takt.api.web.Columns;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What became of telling endpoints. A delivery is known by its event's id. */
@Repository
class WebhookDeliveries {
  private static final String SELECT =
      """
      select d.*, e.type from webhook_delivery d join event e on e.id = d.event_id
      where d.tenant = :tenant and e.tenant = :tenant
      """;

  private final JdbcClient jdbc;

  WebhookDeliveries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  enum Status {
    PENDING,
    DELIVERED,
    FAILED,
    CANCELLED
  }

  /**
   * @param id the event's
   * @param nextAttemptAt null where none is to come
   * @param problem why the last attempt failed, in Takt's words
   */
  record WebhookDelivery(
      String id,
      String type,
      String subjectId,
      int sequence,
      Status status,
      int attempts,
      @Nullable Instant lastAttemptAt,
      @Nullable Integer lastStatus,
      @Nullable String problem,
      @Nullable Instant nextAttemptAt) {}

  List<WebhookDelivery> page(String tenant, String endpointId, @Nullable Status status, Page page) {
    return Select.from(SELECT, tenant)
        .and("d.endpoint_id = :endpoint", "endpoint", endpointId)
        .and("d.status = :status", "status", status == null ? null : status.name())
        .page(jdbc, page, "d.event_id", WebhookDeliveries::delivery);
  }

  Optional<WebhookDelivery> find(String tenant, String endpointId, String eventId) {
    return jdbc.sql(SELECT + " and d.endpoint_id = :endpoint and d.event_id = :event")
        .param("tenant", tenant)
        .param("endpoint", endpointId)
        .param("event", eventId)
        .query(WebhookDeliveries::delivery)
        .optional();
  }

  /** Has a delivery sent again, with all its attempts before it. */
  void repeat(String tenant, String endpointId, String eventId) {
    jdbc.sql(
            """
            update webhook_delivery set status = 'PENDING', attempts = 0, due_at = now()
            where tenant = :tenant and endpoint_id = :endpoint and event_id = :event
            """)
        .param("tenant", tenant)
        .param("endpoint", endpointId)
        .param("event", eventId)
        .update();
  }

  boolean isEvent(String tenant, String eventId) {
    return jdbc.sql("select exists (select 1 from event where tenant = :tenant and id = :id)")
        .param("tenant", tenant)
        .param("id", eventId)
        .query(Boolean.class)
        .single();
  }

  /** The least id that an event of this time or later has: ids sort by the time of recording. */
  static String firstIdAt(Instant at) {
    return "evt_" + Ulid.min(Math.max(0, at.toEpochMilli())).toString().toLowerCase(Locale.ROOT);
  }

  /** The ids of the events that an endpoint wants, oldest first, from one on. */
  List<String> wanted(String tenant, WebhookEndpoint endpoint, String from, int most) {
    return jdbc.sql(
            """
            select id from event e where e.tenant = :tenant and e.id >= :from
              and cast(:types as text[]) && array['*', split_part(e.type, '.', 1) || '.*', e.type]
            order by e.id limit :most
            """)
        .param("tenant", tenant)
        .param("from", from)
        .param("types", endpoint.types().toArray(String[]::new))
        .param("most", most)
        .query((row, _) -> row.getString("id"))
        .list();
  }

  /** Has these events sent, whether they were before or not. */
  void replay(String tenant, String endpointId, List<String> events) {
    jdbc.sql(
            """
            insert into webhook_delivery (tenant, endpoint_id, event_id, subject_id, sequence)
            select e.tenant, :endpoint, e.id, e.subject_id, e.sequence from event e
            where e.tenant = :tenant and e.id = any (cast(:events as text[]))
            on conflict (endpoint_id, event_id) do update
            set status = 'PENDING', attempts = 0, due_at = now()
            """)
        .param("tenant", tenant)
        .param("endpoint", endpointId)
        .param("events", events.toArray(String[]::new))
        .update();
  }

  private static WebhookDelivery delivery(ResultSet row, int number) throws SQLException {
    Status status = Status.valueOf(row.getString("status"));
    return new WebhookDelivery(
        row.getString("event_id"),
        row.getString("type"),
        row.getString("subject_id"),
        row.getInt("sequence"),
        status,
        row.getInt("attempts"),
        Columns.instant(row, "attempted_at"),
        Columns.integer(row, "http_status"),
        row.getString("problem"),
        status == Status.PENDING ? Columns.instant(row, "due_at") : null);
  }
}
