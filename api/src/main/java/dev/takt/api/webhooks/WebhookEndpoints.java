package dev.takt.api.webhooks;

import dev.takt.api.web.Columns;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Endpoints. Their secrets go in, and never come out here. */
@Repository
class WebhookEndpoints {
  private static final String COLUMNS =
      """
      id, url, types, enabled, disabled_because, failures, created_at,
        case when previous_secret_until > now() then previous_secret_until end as previous_until
      """;

  private final JdbcClient jdbc;

  WebhookEndpoints(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Adds one. A repeat of the same request, whose first secret nobody has seen, gets its own.
   *
   * @param secret encrypted
   */
  void add(String tenant, WebhookEndpoint endpoint, byte[] secret) {
    jdbc.sql(
            """
            insert into webhook_endpoint
              (id, tenant, url, types, enabled, disabled_because, secret, created_at)
            values (:id, :tenant, :url, cast(:types as text[]), :enabled, :because, :secret, :at)
            on conflict (id) do update set secret = excluded.secret
            """)
        .param("id", endpoint.id())
        .param("tenant", tenant)
        .param("url", endpoint.url())
        .param("types", endpoint.types().toArray(String[]::new))
        .param("enabled", endpoint.enabled())
        .param("because", endpoint.disabledBecause())
        .param("secret", secret)
        .param("at", Columns.at(endpoint.createdAt()))
        .update();
  }

  int count(String tenant) {
    return jdbc.sql("select count(*) from webhook_endpoint where tenant = :tenant")
        .param("tenant", tenant)
        .query(Integer.class)
        .single();
  }

  List<WebhookEndpoint> page(String tenant, Page page) {
    return Select.from(
            "select " + COLUMNS + " from webhook_endpoint where tenant = :tenant", tenant)
        .page(jdbc, page, "id", WebhookEndpoints::endpoint);
  }

  Optional<WebhookEndpoint> find(String tenant, String id) {
    return jdbc.sql(
            "select " + COLUMNS + " from webhook_endpoint where tenant = :tenant and id = :id")
        .param("tenant", tenant)
        .param("id", id)
        .query(WebhookEndpoints::endpoint)
        .optional();
  }

  void change(String tenant, WebhookEndpoint endpoint) {
    jdbc.sql(
            """
            update webhook_endpoint set url = :url, types = cast(:types as text[]),
              enabled = :enabled, disabled_because = :because, failures = :failures
            where tenant = :tenant and id = :id
            """)
        .param("url", endpoint.url())
        .param("types", endpoint.types().toArray(String[]::new))
        .param("enabled", endpoint.enabled())
        .param("because", endpoint.disabledBecause())
        .param("failures", endpoint.failures())
        .param("tenant", tenant)
        .param("id", endpoint.id())
        .update();
  }

  void cancelDeliveries(String tenant, String id) {
    jdbc.sql(
            """
            update webhook_delivery set status = 'CANCELLED'
            where tenant = :tenant and endpoint_id = :id and status = 'PENDING'
            """)
        .param("tenant", tenant)
        .param("id", id)
        .update();
  }

  /**
   * Gives one a new secret; the one before signs beside it for a while: the one that its receiver
   * knows, not one that was made by the same request and told to nobody.
   *
   * @param secret encrypted
   */
  void rotate(String tenant, String id, String requestId, byte[] secret, Instant previousUntil) {
    jdbc.sql(
            """
            update webhook_endpoint
            set previous_secret =
                case when rotated_by = :request then previous_secret else secret end,
              previous_secret_until = :until, secret = :secret, rotated_by = :request
            where tenant = :tenant and id = :id
            """)
        .param("request", requestId)
        .param("until", Columns.at(previousUntil))
        .param("secret", secret)
        .param("tenant", tenant)
        .param("id", id)
        .update();
  }

  void remove(String tenant, String id) {
    for (String sql :
        List.of(
            "delete from webhook_endpoint where tenant = :tenant and id = :id",
            "delete from webhook_delivery where tenant = :tenant and endpoint_id = :id")) {
      jdbc.sql(sql).param("tenant", tenant).param("id", id).update();
    }
  }

  private static WebhookEndpoint endpoint(ResultSet row, int number) throws SQLException {
    return new WebhookEndpoint(
        row.getString("id"),
        row.getString("url"),
        List.of((String[]) row.getArray("types").getArray()),
        row.getBoolean("enabled"),
        row.getString("disabled_because"),
        row.getInt("failures"),
        Columns.instant(row, "previous_until"),
        Columns.moment(row, "created_at"));
  }
}
