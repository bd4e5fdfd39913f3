package dev.takt.worker.security;

import dev.takt.activities.webhooks.WebhookDispatcher;
import dev.takt.worker.Settings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/**
 * Puts the sending of webhooks together. Without a key there is no endpoint, and nothing to send.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("takt.webhooks.available")
public class Webhooks {

  @Bean
  WebhookDispatcher webhookDispatcher(
      JdbcClient database, BytesEncryptor secrets, Settings settings) {
    var safeguards = settings.safeguards();
    return new WebhookDispatcher(database, secrets, safeguards.reach(), safeguards.production());
  }
}
