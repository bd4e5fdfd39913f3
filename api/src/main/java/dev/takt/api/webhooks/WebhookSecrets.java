package dev.takt.api.webhooks;

import dev.takt.api.web.Problem;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.stereotype.Component;

/**
 * Makes the secrets that deliveries are signed with. Takt must know them to sign, so a hash would
 * not do: they are kept encrypted, with a key that is not in the database.
 */
@Component
class WebhookSecrets {
  private final ObjectProvider<BytesEncryptor> encryptor;
  private final SecureRandom random = new SecureRandom();

  WebhookSecrets(ObjectProvider<BytesEncryptor> encryptor) {
    this.encryptor = encryptor;
  }

  /** A new secret, as its receiver is told it: {@code whsec_} and 32 random bytes. */
  String next() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return "whsec_" + Base64.getEncoder().encodeToString(bytes);
  }

  /** As it is kept. */
  byte[] seal(String secret) {
    BytesEncryptor key = encryptor.getIfAvailable();
    if (key == null) {
      throw Problem.of(
              501,
              "webhooks_need_a_key",
              "this installation has no key to keep secrets with: set TAKT_SECRET_KEYS")
          .asException();
    }
    return key.encrypt(secret.getBytes(StandardCharsets.UTF_8));
  }
}
