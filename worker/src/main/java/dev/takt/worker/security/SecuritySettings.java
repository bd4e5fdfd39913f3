package dev.takt.worker.security;

import dev.takt.activities.webhooks.WebhookAddressPolicy;
import dev.takt.worker.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of keys, and of what webhooks may reach.
 *
 * @param secretKeys what webhooks' secrets are kept with; null: a key of the data folder, if any
 * @param payloadKeys what Temporal's payloads are encrypted with; null: they are not
 * @param webhooksAllowPrivate whether webhooks may go to addresses of one's own network, or null
 *     where nothing is said about it
 */
@ConfigurationProperties("takt")
public record SecuritySettings(
    @Nullable KeyRing secretKeys,
    @Nullable KeyRing payloadKeys,
    @Nullable Boolean webhooksAllowPrivate) {

  /** Where webhooks may go: to this machine where Takt is tried out and nothing else is said. */
  public WebhookAddressPolicy reach(Settings settings) {
    if (webhooksAllowPrivate == null) {
      return settings.databaseUrl() == null && !settings.production()
          ? WebhookAddressPolicy.LOOPBACK
          : WebhookAddressPolicy.PUBLIC;
    }
    return webhooksAllowPrivate ? WebhookAddressPolicy.PRIVATE : WebhookAddressPolicy.PUBLIC;
  }
}
