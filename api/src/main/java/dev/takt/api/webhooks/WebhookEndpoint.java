package dev.takt.api.webhooks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a merchant wants to be told of events.
 *
 * @param types {@code *}, {@code invoice.*} or {@code invoice.issued}
 * @param disabledBecause null while it is enabled
 * @param failures attempts that failed since one last succeeded
 * @param previousSecretUntil until when the secret before this one signs too, if it does
 */
record WebhookEndpoint(
    String id,
    String url,
    List<String> types,
    boolean enabled,
    @Nullable String disabledBecause,
    int failures,
    @Nullable Instant previousSecretUntil,
    Instant createdAt) {
  WebhookEndpoint {
    types = List.copyOf(types);
  }
}
