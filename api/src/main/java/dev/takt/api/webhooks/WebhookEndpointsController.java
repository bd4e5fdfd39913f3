package dev.takt.api.webhooks;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.idempotency.ResponseRetention;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.api.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints that are told of events. */
@RestController
@RequestMapping("/v1/webhook-endpoints")
@Tag(name = "Webhooks")
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookEndpointsController {
  private final WebhookRegister register;
  private final WebhookEndpoints endpoints;
  private final WebhookSecrets secrets;
  private final BusinessTime time;
  private final boolean httpsOnly;

  WebhookEndpointsController(
      WebhookRegister register,
      WebhookEndpoints endpoints,
      WebhookSecrets secrets,
      BusinessTime time,
      WebhookSettings settings) {
    this.register = register;
    this.endpoints = endpoints;
    this.secrets = secrets;
    this.time = time;
    this.httpsOnly = settings.httpsOnly();
  }

  /** A new endpoint with its secret, which is shown this once. */
  record Created(
      String id,
      String url,
      List<String> types,
      boolean enabled,
      String secret,
      Instant createdAt) {}

  record RotationRequest(@Range(min = 0, max = 168) @Nullable Integer overlapHours) {}

  record Rotated(String id, String secret, Instant previousSecretUntil) {}

  @Operation(
      summary = "Add a webhook endpoint",
      description =
          "Events are posted to it, signed as Standard Webhooks 1.0.0 says, from now on. The secret"
              + " is shown this once.")
  @Requires(Scope.ADMIN)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Created add(
      Caller caller,
      RequestId requestId,
      @RequestBody WebhookRequest request,
      HttpServletRequest http) {
    WebhookEndpoint blank =
        new WebhookEndpoint(
            requestId.id("whk_"), "", List.of("*"), true, null, 0, null, time.now());
    WebhookEndpoint endpoint = request.over(blank, httpsOnly);
    ResponseRetention.of(http, ResponseRetention.SEALED);
    String secret = secrets.next();
    register.add(caller.tenant(), endpoint, secrets.seal(secret), requestId.again());
    return new Created(
        endpoint.id(),
        endpoint.url(),
        endpoint.types(),
        endpoint.enabled(),
        secret,
        endpoint.createdAt());
  }

  @Operation(summary = "List webhook endpoints")
  @Requires(Scope.READ)
  @GetMapping
  Listing<WebhookEndpoint> list(Caller caller, Page page) {
    return page.listing(endpoints.page(caller.tenant(), page), WebhookEndpoint::id);
  }

  @Operation(summary = "Read a webhook endpoint")
  @Requires(Scope.READ)
  @GetMapping("/{id}")
  WebhookEndpoint read(Caller caller, @PathVariable String id) {
    return find(caller, id);
  }

  @Operation(
      summary = "Change a webhook endpoint",
      description =
          "Disabling it cancels what waits for it. What happens while it is disabled can be sent"
              + " with a replay afterwards.")
  @Requires(Scope.ADMIN)
  @PatchMapping("/{id}")
  WebhookEndpoint change(
      Caller caller, @PathVariable String id, @RequestBody WebhookRequest request) {
    register.change(caller.tenant(), request.over(find(caller, id), httpsOnly));
    return find(caller, id);
  }

  @Operation(summary = "Remove a webhook endpoint")
  @Requires(Scope.ADMIN)
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(Caller caller, RequestId requestId, @PathVariable String id) {
    if (requestId.again() && endpoints.find(caller.tenant(), id).isEmpty()) {
      return;
    }
    register.remove(caller.tenant(), find(caller, id).id());
  }

  @Operation(
      summary = "Give a webhook endpoint a new secret",
      description =
          "It is shown this once. For overlapHours (24 unless you say otherwise) deliveries carry"
              + " two signatures, by the new secret and by the one before.")
  @Requires(Scope.ADMIN)
  @PostMapping("/{id}/rotate-secret")
  Rotated rotate(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @Valid @RequestBody(required = false) @Nullable RotationRequest request,
      HttpServletRequest http) {
    WebhookEndpoint endpoint = find(caller, id);
    Integer asked = request == null ? null : request.overlapHours();
    int hours = Objects.requireNonNullElse(asked, 24);
    ResponseRetention.of(http, ResponseRetention.SEALED);
    String secret = secrets.next();
    Instant until = time.now().plus(Duration.ofHours(hours));
    endpoints.rotate(
        caller.tenant(), endpoint.id(), requestId.id("rot_"), secrets.seal(secret), until);
    return new Rotated(endpoint.id(), secret, until);
  }

  private WebhookEndpoint find(Caller caller, String id) {
    return endpoints
        .find(caller.tenant(), id)
        .orElseThrow(() -> Problem.notFound("there is no webhook endpoint " + id).asException());
  }
}
