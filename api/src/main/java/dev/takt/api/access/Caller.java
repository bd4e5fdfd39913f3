package dev.takt.api.access;

import java.util.Set;

/**
 * Whose data a request is about: the one thing that every query is limited by.
 *
 * @param tenant the merchant's live or test data
 * @param keyId the key that was used, for the history
 * @param scopes what the key may do
 */
public record Caller(
    String tenant, String merchantId, boolean live, String keyId, Set<Scope> scopes) {
  public Caller {
    scopes = Set.copyOf(scopes);
  }
}
