package dev.takt.activities.messages;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Where customers' browsers reach the hosted page: {@code TAKT_PUBLIC_URL}, or this machine where
 * nobody has said.
 */
@Component
class PublicAddress {
  private final Environment environment;

  PublicAddress(Environment environment) {
    this.environment = environment;
  }

  /** Without a slash at the end. */
  String base() {
    String given = environment.getProperty("takt.public-url", "").strip();
    if (!given.isEmpty()) {
      return given.replaceAll("/+$", "");
    }
    String port =
        environment.getProperty(
            "local.server.port", environment.getProperty("server.port", "8080"));
    return "http://localhost:" + port;
  }
}
