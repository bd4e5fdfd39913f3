package dev.takt.worker.security;

import dev.takt.activities.webhooks.WebhookDispatcher;
import dev.takt.api.webhooks.WebhookSettings;
import dev.takt.worker.settings.Settings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/**
 * Puts the sending of webhooks together. Without a key there is no endpoint, and nothing to send.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(KeyRing.class)
public class Webhooks {

  @Bean
  WebhookDispatcher webhookDispatcher(
      JdbcClient database,
      BytesEncryptor secrets,
      Settings settings,
      SecuritySettings security,
      WebhookSettings webhooks) {
    return new WebhookDispatcher(database, secrets, security.reach(settings), webhooks.httpsOnly());
  }
}
