package dev.takt.api.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A merchant's key. Only its SHA-256 is stored: with 256 random bits in each, there is nothing to
 * guess, so neither salt nor a slow hash would add anything.
 *
 * @param scopes what it may do, in their order
 */
@Table
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ApiKey(
    @Id String id,
    String tenant,
    String merchantId,
    boolean live,
    byte[] hash,
    String last4,
    @Nullable String name,
    List<Scope> scopes,
    Instant createdAt,
    @Nullable Instant revokedAt) {
  public ApiKey {
    scopes = List.copyOf(scopes);
  }

  /** The same key with another text. */
  ApiKey withText(String text) {
    return new ApiKey(
        id,
        tenant,
        merchantId,
        live,
        hash(text),
        text.substring(text.length() - 4),
        name,
        scopes,
        createdAt,
        revokedAt);
  }

  static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
