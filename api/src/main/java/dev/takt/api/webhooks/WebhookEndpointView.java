package dev.takt.api.webhooks;

import dev.takt.records.webhooks.WebhookEndpoint;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as merchants see it: without its secrets.
 *
 * @param previousSecretUntil until when the secret before this one signs too, if it does
 */
@Schema(name = "WebhookEndpoint")
record WebhookEndpointView(
    String id,
    String url,
    List<String> types,
    boolean enabled,
    @Nullable String disabledBecause,
    int failures,
    @Nullable Instant previousSecretUntil,
    Instant createdAt) {

  static WebhookEndpointView of(WebhookEndpoint endpoint, Instant now) {
    Instant until = endpoint.previousSecretUntil();
    return new WebhookEndpointView(
        endpoint.id(),
        endpoint.url(),
        endpoint.types(),
        endpoint.enabled(),
        endpoint.disabledBecause(),
        endpoint.failures(),
        until != null && until.isAfter(now) ? until : null,
        endpoint.createdAt());
  }
}
