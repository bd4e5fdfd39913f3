package dev.takt.api.idempotency;

import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/**
 * Encryption of answers that hold a secret (a new API key) with what the caller authenticated with,
 * of which we keep only a hash: so whoever reads the database learns nothing, and whoever asks
 * again gets the same answer.
 */
final class ResponseEncryption {
  private ResponseEncryption() {}

  static byte[] encrypt(byte[] body, String secret) {
    return encryptor(secret).encrypt(body);
  }

  /** Empty where it was encrypted with another secret. */
  static Optional<byte[]> decrypt(byte[] encrypted, String secret) {
    try {
      return Optional.of(encryptor(secret).decrypt(encrypted));
    } catch (IllegalStateException refused) {
      if (refused.getCause() instanceof AEADBadTagException) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private static BytesEncryptor encryptor(String secret) {
    byte[] key = RequestId.sha256("takt sealed answer\n" + secret);
    return AesGcmBytesEncryptor.withSecretKey(new SecretKeySpec(key, "AES")).build();
  }
}
