package dev.takt.worker.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/**
 * Keys of AES-256-GCM, each with a name. The first one encrypts; all decrypt, since what was
 * encrypted says with which: so a new key can be put in front while the old ones are still needed.
 */
public final class KeyRing implements BytesEncryptor {
  private static final int KEY = 32;

  private final Map<String, BytesEncryptor> keys;
  private final String current;

  private KeyRing(Map<String, BytesEncryptor> keys) {
    this.keys = keys;
    this.current = keys.keySet().iterator().next();
  }

  /**
   * Reads {@code name:base64} of 32 bytes, several with commas between.
   *
   * @throws IllegalArgumentException with what it must be; the message holds nothing of the keys
   */
  public static KeyRing of(String text) {
    Map<String, BytesEncryptor> keys = new LinkedHashMap<>();
    for (String entry : text.split(",", -1)) {
      int colon = entry.indexOf(':');
      String name = colon < 0 ? "" : entry.substring(0, colon).strip();
      byte[] key = bytes(entry.substring(colon + 1).strip());
      if (!name.matches("[A-Za-z0-9_-]{1,32}")
          || key.length != KEY
          || keys.put(name, encryptor(key)) != null) {
        throw new IllegalArgumentException(
            "NAME:KEY, where KEY is 32 random bytes in base64 (openssl rand -base64 32), or several"
                + " with commas between: the first one encrypts");
      }
    }
    return new KeyRing(keys);
  }

  /** The name of the key that encrypts. */
  public String current() {
    return current;
  }

  /** Whether it has this key. */
  public boolean has(String name) {
    return keys.containsKey(name);
  }

  /** Encrypts with the first key, and puts its name before it. */
  @Override
  public byte[] encrypt(byte[] plain) {
    byte[] name = current.getBytes(StandardCharsets.US_ASCII);
    byte[] sealed = key(current).encrypt(plain);
    return ByteBuffer.allocate(1 + name.length + sealed.length)
        .put((byte) name.length)
        .put(name)
        .put(sealed)
        .array();
  }

  /**
   * Decrypts what one of the keys encrypted.
   *
   * @throws IllegalStateException if its key is not here, or it was changed
   */
  @Override
  public byte[] decrypt(byte[] sealed) {
    int length = sealed.length == 0 ? 0 : sealed[0];
    if (length <= 0 || sealed.length < 1 + length) {
      throw new IllegalStateException("this was not encrypted by Takt");
    }
    String name = new String(sealed, 1, length, StandardCharsets.US_ASCII);
    return key(name).decrypt(Arrays.copyOfRange(sealed, 1 + length, sealed.length));
  }

  /** The keys' names, and nothing else of them. */
  @Override
  public String toString() {
    return "keys " + keys.keySet();
  }

  private BytesEncryptor key(String name) {
    BytesEncryptor key = keys.get(name);
    if (key == null) {
      throw new IllegalStateException(
          "the key " + name + " is missing; there are " + keys.keySet());
    }
    return key;
  }

  private static BytesEncryptor encryptor(byte[] key) {
    return AesGcmBytesEncryptor.withSecretKey(new SecretKeySpec(key, "AES")).build();
  }

  private static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }
}
