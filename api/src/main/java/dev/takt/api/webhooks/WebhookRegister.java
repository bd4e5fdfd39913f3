package dev.takt.api.webhooks;

import dev.takt.api.web.Problem;
import dev.takt.records.merchants.Ledgers;
import dev.takt.records.webhooks.WebhookEndpoint;
import dev.takt.records.webhooks.WebhookEndpoints;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The adding, changing and removing of endpoints, with what waits for them. */
@Service
class WebhookRegister {
  /** Each event is sent to each of them. */
  private static final int MOST = 20;

  private final WebhookEndpoints endpoints;
  private final Ledgers ledgers;

  WebhookRegister(WebhookEndpoints endpoints, Ledgers ledgers) {
    this.endpoints = endpoints;
    this.ledgers = ledgers;
  }

  /**
   * Adds an endpoint. A repeat of the same request, whose first secret nobody has seen, gets its
   * own.
   *
   * @param again whether it may be there already, by the same request
   * @throws Problem {@code too_many_endpoints}
   */
  @Transactional
  public void add(WebhookEndpoint endpoint, boolean again) {
    String tenant = endpoint.tenant();
    // Nobody else counts before this is over, or all would count the same.
    var _ = ledgers.findForUpdateByTenant(tenant).orElseThrow();
    Optional<WebhookEndpoint> before =
        again ? endpoints.findForUpdateByTenantAndId(tenant, endpoint.id()) : Optional.empty();
    if (before.isPresent()) {
      endpoints.update(before.get().withSecret(endpoint.secret()));
    } else if (endpoints.countByTenant(tenant) >= MOST) {
      throw Problem.of(
              422, "too_many_endpoints", "there are " + MOST + " endpoints: delete one first")
          .asException();
    } else {
      endpoints.insert(endpoint);
    }
  }

  /**
   * Changes an endpoint; what waits for one that is now disabled is cancelled.
   *
   * @throws Problem {@code not_found}
   */
  @Transactional
  public WebhookEndpoint change(String tenant, String id, UnaryOperator<WebhookEndpoint> changes) {
    WebhookEndpoint changed =
        changes.apply(
            endpoints.findForUpdateByTenantAndId(tenant, id).orElseThrow(() -> missing(id)));
    endpoints.update(changed);
    if (!changed.enabled()) {
      endpoints.cancelDeliveries(tenant, id);
    }
    return changed;
  }

  @Transactional
  public void remove(String tenant, String id) {
    endpoints.remove(tenant, id);
  }

  static RuntimeException missing(String id) {
    return Problem.notFound("there is no webhook endpoint " + id).asException();
  }
}
