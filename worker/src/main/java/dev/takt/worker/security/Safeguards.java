package dev.takt.worker.security;

import dev.takt.activities.webhooks.Reach;
import dev.takt.worker.CannotStart;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says about keys and about what is allowed. In production nothing that
 * everybody knows, and nothing that is for trying out, is let through.
 *
 * @param secretKeys what webhooks' secrets are kept with; null: a key of the data folder, if any
 * @param reach where webhooks may go
 */
public record Safeguards(boolean production, @Nullable KeyRing secretKeys, Reach reach) {

  /** Those of a Takt on a developer's machine. */
  public static final Safeguards OF_A_TRIAL = new Safeguards(false, null, Reach.LOOPBACK);

  /**
   * Reads the environment.
   *
   * @param embedded whether the database is Takt's own
   * @throws CannotStart if production is asked for without what it takes
   */
  public static Safeguards of(Map<String, String> environment, boolean embedded) {
    boolean production =
        Arrays.stream(environment.getOrDefault("SPRING_PROFILES_ACTIVE", "").split(","))
            .map(String::strip)
            .anyMatch("production"::equals);
    KeyRing keys =
        get(environment, "TAKT_SECRET_KEYS")
            .map(text -> KeyRing.parse("TAKT_SECRET_KEYS", text))
            .orElse(null);
    if (production && keys == null) {
      throw new CannotStart(
          "the profile is production, and TAKT_SECRET_KEYS is not set: set it to a name, a colon"
              + " and 32 random bytes, such as the output of: echo k1:$(openssl rand -base64 32)");
    }
    return new Safeguards(production, keys, reach(environment, production, embedded));
  }

  private static Reach reach(
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
      return Reach.PRIVATE;
    }
    return embedded && !production && text.isEmpty() ? Reach.LOOPBACK : Reach.PUBLIC;
  }

  private static Optional<String> get(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
