package dev.takt.records.webhooks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A merchant's address to which events are delivered.
 *
 * @param types {@code *}, {@code invoice.*} or {@code invoice.issued}
 * @param disabledBecause null while it is enabled
 * @param secret what deliveries are signed with, encrypted
 * @param previousSecret signs beside it until {@code previousSecretUntil}
 * @param rotatedBy the request that gave it its secret
 * @param failures attempts that failed since one last succeeded
 */
@Table
public record WebhookEndpoint(
    @Id String id,
    String tenant,
    String url,
    List<String> types,
    boolean enabled,
    @Nullable String disabledBecause,
    byte[] secret,
    byte @Nullable [] previousSecret,
    @Nullable Instant previousSecretUntil,
    @Nullable String rotatedBy,
    int failures,
    Instant createdAt) {
  public WebhookEndpoint {
    types = List.copyOf(types);
  }

  /** The endpoint with another address or other types, enabled or disabled. */
  public WebhookEndpoint with(
      String nextUrl,
      List<String> nextTypes,
      boolean nextEnabled,
      @Nullable String because,
      int nextFailures) {
    return new WebhookEndpoint(
        id,
        tenant,
        nextUrl,
        nextTypes,
        nextEnabled,
        because,
        secret,
        previousSecret,
        previousSecretUntil,
        rotatedBy,
        nextFailures,
        createdAt);
  }

  /** The endpoint with another first secret, in place of one that nobody has seen. */
  public WebhookEndpoint withSecret(byte[] next) {
    return with(next, previousSecret, previousSecretUntil, rotatedBy);
  }

  /**
   * The endpoint with a new secret; the one before signs beside it for a while: the one that its
   * receiver knows, not one that was made by the same request and shown to nobody.
   */
  public WebhookEndpoint rotated(String requestId, byte[] next, Instant until) {
    return with(next, requestId.equals(rotatedBy) ? previousSecret : secret, until, requestId);
  }

  private WebhookEndpoint with(
      byte[] next, byte @Nullable [] before, @Nullable Instant until, @Nullable String requestId) {
    return new WebhookEndpoint(
        id,
        tenant,
        url,
        types,
        enabled,
        disabledBecause,
        next,
        before,
        until,
        requestId,
        failures,
        createdAt);
  }
}
