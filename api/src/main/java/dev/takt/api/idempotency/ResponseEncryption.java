package dev.takt.api.idempotency;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts answers that hold a secret (a new API key) with what the caller authenticated with, of
 * which we keep only a hash: so whoever reads the database learns nothing, and whoever asks again
 * gets the same answer.
 */
final class ResponseEncryption {
  private static final int NONCE = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  private ResponseEncryption() {}

  static byte[] close(byte[] body, String secret) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, secret, nonce).doFinal(body);
      return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Empty where it was sealed with another secret. */
  static Optional<byte[]> open(byte[] sealed, String secret) {
    byte[] nonce = Arrays.copyOf(sealed, NONCE);
    try {
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, secret, nonce).doFinal(sealed, NONCE, sealed.length - NONCE));
    } catch (AEADBadTagException other) {
      return Optional.empty();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Cipher cipher(int mode, String secret, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    byte[] key = RequestId.sha256("takt sealed answer\n" + secret);
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    return cipher;
  }
}
