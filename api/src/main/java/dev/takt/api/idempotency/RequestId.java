package dev.takt.api.idempotency;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * What one request is known by, and what ids it gives to what it creates. With an Idempotency-Key
 * both are the same at every try, even after a crash in the middle: so a repeat finds what the
 * first try made.
 *
 * @param value for the workflow's memory of requests; holds nothing but the key and a hash
 * @param seed what ids are made of
 * @param since when it was first seen: ids sort by it
 * @param repeatable whether there is an Idempotency-Key
 * @param again whether it was asked for before, and not answered: it may have been carried out
 */
public record RequestId(
    String value, String seed, Instant since, boolean repeatable, boolean again) {

  /** A request without a key: each try is another one. */
  static RequestId once() {
    String ulid = UlidCreator.getMonotonicUlid().toLowerCase();
    return new RequestId("req_" + ulid, ulid, Instant.EPOCH, false, false);
  }

  /** An id with a sortable part, such as {@code sub_01jx…}. */
  public String id(String prefix) {
    return prefix + (repeatable ? derived(prefix) : UlidCreator.getMonotonicUlid()).toLowerCase();
  }

  /** An id that no repeat makes again. */
  public static String fresh(String prefix) {
    return prefix + UlidCreator.getMonotonicUlid().toLowerCase();
  }

  private Ulid derived(String prefix) {
    ByteBuffer hash = ByteBuffer.wrap(sha256(prefix + "\n" + seed));
    long time = since.toEpochMilli() << 16;
    return new Ulid(time | (hash.getShort() & 0xffffL), hash.getLong());
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
