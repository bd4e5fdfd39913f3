package dev.takt.api.webhooks;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.web.Check;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.api.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Deliveries: what was sent to an endpoint, and sending it again. */
@RestController
@RequestMapping("/v1/webhook-endpoints/{endpointId}")
@Tag(name = "Webhooks")
class WebhookDeliveriesController {
  private static final int MOST = 10_000;

  private final WebhookEndpoints endpoints;
  private final WebhookDeliveries deliveries;

  WebhookDeliveriesController(WebhookEndpoints endpoints, WebhookDeliveries deliveries) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
  }

  record ReplayRequest(@Nullable Instant from, @Nullable String fromEventId) {}

  /**
   * @param deliveries how many are on their way
   * @param nextEventId where to go on; null: that was all
   */
  record Replay(int deliveries, @Nullable String nextEventId) {}

  @Operation(
      summary = "List deliveries to a webhook endpoint",
      description = "A delivery is known by its event's id. They are kept for 30 days.")
  @Requires(Scope.READ)
  @GetMapping("/deliveries")
  Listing<WebhookDeliveries.WebhookDelivery> list(
      Caller caller,
      @PathVariable String endpointId,
      @RequestParam(required = false) WebhookDeliveries.@Nullable Status status,
      Page page) {
    WebhookEndpoint endpoint = endpoint(caller, endpointId);
    return page.listing(
        deliveries.page(caller.tenant(), endpoint.id(), status, page),
        WebhookDeliveries.WebhookDelivery::id);
  }

  @Operation(summary = "Send a delivery again", description = "At once, and with all retries.")
  @Requires(Scope.ADMIN)
  @PostMapping("/deliveries/{id}/repeat")
  @ResponseStatus(HttpStatus.ACCEPTED)
  WebhookDeliveries.WebhookDelivery repeat(
      Caller caller, @PathVariable String endpointId, @PathVariable String id) {
    WebhookEndpoint endpoint = endpoint(caller, endpointId);
    find(caller, endpoint, id);
    mustBeEnabled(endpoint);
    deliveries.repeat(caller.tenant(), endpoint.id(), id);
    return find(caller, endpoint, id);
  }

  @Operation(
      summary = "Send all events again from one or from a time on",
      description =
          "The time is the real one of recording, also for events of a test clock. At most 10,000"
              + " at once: go on from nextEventId.")
  @Requires(Scope.ADMIN)
  @PostMapping("/replay")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Replay replay(
      Caller caller, @PathVariable String endpointId, @RequestBody ReplayRequest request) {
    WebhookEndpoint endpoint = endpoint(caller, endpointId);
    String from = from(caller, request);
    mustBeEnabled(endpoint);
    List<String> events = deliveries.wanted(caller.tenant(), endpoint, from, MOST + 1);
    List<String> now = events.subList(0, Math.min(MOST, events.size()));
    deliveries.replay(caller.tenant(), endpoint.id(), now);
    return new Replay(now.size(), events.size() > MOST ? events.getLast() : null);
  }

  private String from(Caller caller, ReplayRequest request) {
    Check check = new Check();
    String event = request.fromEventId();
    Instant at = request.from();
    if (event == null) {
      if (at == null) {
        throw Problem.invalid("/from", "is needed");
      }
      return WebhookDeliveries.firstIdAt(at);
    }
    check.that(at == null, "/from", "give a time or an event, not both");
    check.that(
        event.matches("evt_[0-9a-z]{1,40}") && deliveries.isEvent(caller.tenant(), event),
        "/fromEventId",
        "there is no such event");
    check.done();
    return event;
  }

  private WebhookEndpoint endpoint(Caller caller, String id) {
    return endpoints
        .find(caller.tenant(), id)
        .orElseThrow(() -> Problem.notFound("there is no webhook endpoint " + id).asException());
  }

  private static void mustBeEnabled(WebhookEndpoint endpoint) {
    if (!endpoint.enabled()) {
      throw Problem.conflict("endpoint_disabled", "enable the endpoint first").asException();
    }
  }

  private WebhookDeliveries.WebhookDelivery find(
      Caller caller, WebhookEndpoint endpoint, String eventId) {
    return deliveries
        .find(caller.tenant(), endpoint.id(), eventId)
        .orElseThrow(() -> Problem.notFound("there is no delivery " + eventId).asException());
  }
}
