package dev.takt.worker.security;

import dev.takt.activities.webhooks.WebhookAddressPolicy;
import dev.takt.worker.CannotStart;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says about keys and about what is allowed. In production nothing that
 * everybody knows, and nothing that is for trying out, is let through.
 *
 * @param secretKeys what webhooks' secrets are kept with; null: a key of the data folder, if any
 * @param payloadKeys what Temporal's payloads are encrypted with; null: they are not
 * @param reach where webhooks may go
 */
public record SecurityPolicy(
    boolean production,
    @Nullable KeyRing secretKeys,
    @Nullable KeyRing payloadKeys,
    WebhookAddressPolicy reach,
    RequestLimits limits) {

  /** Those of a Takt on a developer's machine. */
  public static final SecurityPolicy OF_A_TRIAL =
      new SecurityPolicy(false, null, null, WebhookAddressPolicy.LOOPBACK, RequestLimits.USUAL);

  /**
   * Reads the environment.
   *
   * @param production whether this is production
   * @param embedded whether the database is Takt's own
   * @throws CannotStart if production is asked for without what it takes
   */
  public static SecurityPolicy of(
      Map<String, String> environment, boolean production, boolean embedded) {
    KeyRing keys = keys(environment, "TAKT_SECRET_KEYS");
    if (production && keys == null) {
      throw new CannotStart(
          "the profile is production, and TAKT_SECRET_KEYS is not set: set it to a name, a colon"
              + " and 32 random bytes, such as the output of: echo k1:$(openssl rand -base64 32)");
    }
    return new SecurityPolicy(
        production,
        keys,
        keys(environment, "TAKT_PAYLOAD_KEYS"),
        reach(environment, production, embedded),
        new RequestLimits(
            number(environment, "TAKT_REQUESTS_PER_MINUTE", RequestLimits.USUAL.perKey()),
            number(environment, "TAKT_ANONYMOUS_PER_MINUTE", RequestLimits.USUAL.perAddress())));
  }

  private static @Nullable KeyRing keys(Map<String, String> environment, String variable) {
    return get(environment, variable).map(text -> KeyRing.parse(variable, text)).orElse(null);
  }

  private static int number(Map<String, String> environment, String variable, int otherwise) {
    String text = get(environment, variable).orElse(Integer.toString(otherwise));
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw new CannotStart(variable + " is \"" + text + "\"; it must be a number from 1 on.");
    }
    return Integer.parseInt(text);
  }

  private static WebhookAddressPolicy reach(
      Map<String, String> environment, boolean production, boolean embedded) {
    String text = get(environment, "TAKT_WEBHOOKS_ALLOW_PRIVATE").orElse("");
    boolean all =
        switch (text) {
          case "true", "1", "yes" -> true;
          case "", "false", "0", "no" -> false;
          default ->
              throw new CannotStart(
                  "TAKT_WEBHOOKS_ALLOW_PRIVATE is \"" + text + "\"; it is true or false.");
        };
    if (production && all) {
      throw new CannotStart(
          "the profile is production, and TAKT_WEBHOOKS_ALLOW_PRIVATE is set: merchants could reach"
              + " your own network; take it away.");
    }
    if (all) {
      return WebhookAddressPolicy.PRIVATE;
    }
    return embedded && !production && text.isEmpty()
        ? WebhookAddressPolicy.LOOPBACK
        : WebhookAddressPolicy.PUBLIC;
  }

  private static Optional<String> get(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
