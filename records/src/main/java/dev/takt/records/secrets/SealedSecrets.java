package dev.takt.records.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/**
 * Encrypts secrets for the database, with a key that is not in it. Takt must show them to others,
 * so a hash would not do.
 */
public class SealedSecrets {
  private final ObjectProvider<BytesEncryptor> encryptor;

  public SealedSecrets(ObjectProvider<BytesEncryptor> encryptor) {
    this.encryptor = encryptor;
  }

  /** Whether this installation has a key to keep secrets with. */
  public boolean canBeKept() {
    return encryptor.getIfAvailable() != null;
  }

  /** As it is kept, in base64. */
  public String seal(String secret) {
    byte[] sealed = encryptor.getObject().encrypt(secret.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(sealed);
  }

  public String open(String sealed) {
    return new String(
        encryptor.getObject().decrypt(Base64.getDecoder().decode(sealed)), StandardCharsets.UTF_8);
  }
}
