package dev.takt.worker.security;

import dev.takt.api.webhooks.WebhookSettings;
import dev.takt.worker.settings.CannotStart;
import dev.takt.worker.settings.Settings;
import java.util.Set;

/**
 * The settings that Takt does not start with: in production nothing that everybody knows, and
 * nothing that is for trying out.
 */
public record SecurityRules(
    Settings settings, SecuritySettings security, WebhookSettings webhooks) {
  /** Of characters: what can be guessed is no secret. */
  private static final int LEAST_SECRET = 24;

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

  /**
   * Checks the settings.
   *
   * @throws CannotStart with the first that is refused
   */
  public void check() {
    boolean demoToken = settings.operatorToken().equals(Settings.DEMO_TOKEN);
    if (settings.production()) {
      refuseIf(
          demoToken || settings.operatorToken().length() < LEAST_SECRET,
          "TAKT_OPERATOR_TOKEN is not set, is the demo's, or has less than "
              + LEAST_SECRET
              + " characters: set it to a secret of your own, such as the output of: openssl rand"
              + " -hex 32");
      refuseIf(
          settings.isDemo(),
          "TAKT_DEMO is true: a merchant for trying things has no place beside real ones; take it"
              + " away.");
      refuseIf(
          security.secretKeys() == null,
          "TAKT_SECRET_KEYS is not set: set it to a name, a colon and 32 random bytes, such as the"
              + " output of: echo k1:$(openssl rand -base64 32)");
      refuseIf(
          Boolean.TRUE.equals(security.webhooksAllowPrivate()),
          "TAKT_WEBHOOKS_ALLOW_PRIVATE is set: merchants could reach your own network; take it"
              + " away.");
      refuseIf(!webhooks.httpsOnly(), "TAKT_WEBHOOKS_HTTPS_ONLY is false; take it away.");
    }
    // Who listens to the whole network must not be let in by a token that everybody knows.
    if (demoToken && !LOOPBACK.contains(settings.host())) {
      throw new CannotStart(
          "TAKT_HOST is \"%s\", for others than this machine, and TAKT_OPERATOR_TOKEN is not set or is the demo's: set it to a secret of your own."
              .formatted(settings.host()));
    }
  }

  private static void refuseIf(boolean refused, String why) {
    if (refused) {
      throw new CannotStart("the profile is production, and " + why);
    }
  }
}
