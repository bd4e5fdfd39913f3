package dev.takt.activities.messages;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Where customers' browsers reach the hosted page: {@code TAKT_PUBLIC_URL}, or this machine where
 * nobody has said.
 */
@Component
@EnableConfigurationProperties({PayLinkSettings.class, MessageSettings.class})
class PublicAddress {
  private final Environment environment;
  private final String given;

  PublicAddress(Environment environment, PayLinkSettings settings) {
    this.environment = environment;
    this.given = settings.publicUrl().replaceAll("/+$", "");
  }

  /** Without a slash at the end. */
  String base() {
    if (!given.isEmpty()) {
      return given;
    }
    String port =
        environment.getProperty(
            "local.server.port", environment.getProperty("server.port", "8080"));
    return "http://localhost:" + port;
  }
}
