package dev.takt.api.webhooks;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of webhooks.
 *
 * @param httpsOnly whether endpoints must be reached by https
 */
@ConfigurationProperties("takt.webhooks")
public record WebhookSettings(@DefaultValue("true") boolean httpsOnly) {}
