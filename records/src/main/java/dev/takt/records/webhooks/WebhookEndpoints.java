package dev.takt.records.webhooks;

import dev.takt.records.Conditions;
import dev.takt.records.Rows;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.Repository;

/** Webhook endpoints. */
public interface WebhookEndpoints
    extends Repository<WebhookEndpoint, String>, Rows<WebhookEndpoint> {

  Optional<WebhookEndpoint> findByTenantAndId(String tenant, String id);

  /** The endpoint, which nobody else changes until the transaction ends. */
  @Lock(LockMode.PESSIMISTIC_WRITE)
  Optional<WebhookEndpoint> findForUpdateByTenantAndId(String tenant, String id);

  int countByTenant(String tenant);

  /** A page of a tenant's endpoints, newest first. */
  default List<WebhookEndpoint> page(String tenant, @Nullable String after, int rows) {
    return page(Conditions.of(tenant), after, rows);
  }

  /** Cancels what waits for an endpoint. */
  @Modifying
  @Query(
      """
      update webhook_delivery set status = 'CANCELLED'
      where tenant = :tenant and endpoint_id = :id and status = 'PENDING'
      """)
  void cancelDeliveries(String tenant, String id);

  /** Removes an endpoint with its deliveries. */
  @Modifying
  @Query(
      """
      with removed as (delete from webhook_endpoint where tenant = :tenant and id = :id)
      delete from webhook_delivery where tenant = :tenant and endpoint_id = :id
      """)
  void remove(String tenant, String id);
}
