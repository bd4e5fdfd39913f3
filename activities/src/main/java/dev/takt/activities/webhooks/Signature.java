package dev.takt.activities.webhooks;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/** Signs as Standard Webhooks 1.0.0 says. */
final class Signature {
  private final BytesEncryptor secrets;

  /**
   * @param secrets opens what the endpoints' secrets were encrypted with
   */
  Signature(BytesEncryptor secrets) {
    this.secrets = secrets;
  }

  /**
   * The headers of one attempt. The id is the event's, so that a receiver knows a repeat as one.
   *
   * @param at the time of this attempt, which the receiver compares with its own
   */
  Map<String, String> headers(Delivery delivery, Instant at, String body) {
    List<String> signatures = new ArrayList<>();
    for (Delivery.Sealed sealed : delivery.secrets()) {
      String secret = new String(secrets.decrypt(sealed.bytes()), StandardCharsets.UTF_8);
      signatures.add(sign(secret, delivery.eventId(), at, body));
    }
    return Map.of(
        "webhook-id", delivery.eventId(),
        "webhook-timestamp", Long.toString(at.getEpochSecond()),
        "webhook-signature", String.join(" ", signatures));
  }

  private static String sign(String secret, String id, Instant at, String body) {
    try {
      return new Webhook(secret).sign(id, at.getEpochSecond(), body);
    } catch (EmptyWebhookSecretException | WebhookSigningException impossible) {
      throw new IllegalStateException("a webhook's secret cannot sign", impossible);
    }
  }
}
