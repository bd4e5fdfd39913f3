package dev.takt.api.webhooks;

import dev.takt.api.web.Problem;
import dev.takt.records.merchants.Ledgers;
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
   * Adds an endpoint.
   *
   * @param secret encrypted
   * @param again whether it may be there already, by the same request
   * @throws Problem {@code too_many_endpoints}
   */
  @Transactional
  public void add(String tenant, WebhookEndpoint endpoint, byte[] secret, boolean again) {
    // Nobody else counts before this is over, or all would count the same.
    var _ = ledgers.findForUpdateByTenant(tenant).orElseThrow();
    boolean isThere = again && endpoints.find(tenant, endpoint.id()).isPresent();
    if (!isThere && endpoints.count(tenant) >= MOST) {
      throw Problem.of(
              422, "too_many_endpoints", "there are " + MOST + " endpoints: delete one first")
          .asException();
    }
    endpoints.add(tenant, endpoint, secret);
  }

  /** Changes an endpoint; what waits for one that is now disabled is cancelled. */
  @Transactional
  public void change(String tenant, WebhookEndpoint endpoint) {
    endpoints.change(tenant, endpoint);
    if (!endpoint.enabled()) {
      endpoints.cancelDeliveries(tenant, endpoint.id());
    }
  }

  @Transactional
  public void remove(String tenant, String id) {
    endpoints.remove(tenant, id);
  }
}
