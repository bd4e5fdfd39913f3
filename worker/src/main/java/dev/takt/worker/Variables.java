package dev.takt.worker;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The environment, where an empty variable is as good as none. What makes no sense is refused with
 * the name of the variable and what would make sense; a value that may hold a password is not
 * repeated.
 */
record Variables(Map<String, String> environment) {
  private static final Set<String> WEB = Set.of("http", "https");

  Optional<String> get(String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  int port(String name, int otherwise) {
    String text = get(name).orElse(Integer.toString(otherwise));
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535) {
      return Integer.parseInt(text);
    }
    throw new CannotStart(name + " is \"" + text + "\"; it must be a port number, 0 to 65535.");
  }

  boolean flag(String name, boolean otherwise) {
    String text = get(name).orElse(Boolean.toString(otherwise));
    return switch (text) {
      case "true", "1", "yes" -> true;
      case "false", "0", "no" -> false;
      default -> throw new CannotStart(name + " is \"" + text + "\"; it is true or false.");
    };
  }

  @Nullable URI collector(String name) {
    return get(name).map(text -> address(name, text, WEB, "http://localhost:4318")).orElse(null);
  }

  /** Those that Spring hands to whoever needs them: looked at before anything is started. */
  void requireSense() {
    number("TAKT_PAY_LINK_DAYS", 1, 3_650);
    period("TAKT_KEEP_EVENTS", 7);
    period("TAKT_KEEP_HISTORY", 30);
    period("TAKT_KEEP_MESSAGES", 365);
    check("TAKT_PUBLIC_URL", WEB, "https://pay.example.com");
    check("TAKT_SMS_URL", WEB, "https://sms.example.com/send");
    check("TAKT_SMTP_URL", Set.of("smtp", "smtps"), "smtp://user:password@host:587");
    get("TAKT_MAIL_FROM")
        .filter(from -> !from.matches("[^@\\s]+@[^@\\s]+"))
        .ifPresent(
            from -> {
              throw new CannotStart(
                  "TAKT_MAIL_FROM is \"" + from + "\"; it must be like billing@example.com.");
            });
  }

  private void number(String name, int least, int most) {
    get(name)
        .filter(
            text ->
                !text.matches("\\d{1,9}")
                    || Integer.parseInt(text) < least
                    || Integer.parseInt(text) > most)
        .ifPresent(
            text -> {
              throw new CannotStart(
                  "%s is \"%s\"; it must be a whole number from %d to %d."
                      .formatted(name, text, least, most));
            });
  }

  private void period(String name, int leastDays) {
    get(name)
        .filter(text -> !isAtLeast(text, Duration.ofDays(leastDays)))
        .ifPresent(
            text -> {
              throw new CannotStart(
                  "%s is \"%s\"; it must be a period of at least %d days, such as P400D or P6Y."
                      .formatted(name, text, leastDays));
            });
  }

  private static boolean isAtLeast(String text, Duration least) {
    try {
      var start = OffsetDateTime.of(2001, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
      return !start.plus(Period.parse(text)).isBefore(start.plus(least));
    } catch (DateTimeException | ArithmeticException _) {
      return false;
    }
  }

  private void check(String name, Set<String> schemes, String example) {
    get(name).ifPresent(text -> address(name, text, schemes, example));
  }

  private static URI address(String name, String text, Set<String> schemes, String example) {
    try {
      URI address = URI.create(text);
      if (address.getScheme() != null
          && schemes.contains(address.getScheme())
          && address.getHost() != null
          && address.getPort() <= 65_535
          && address.getRawFragment() == null) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // Its message may hold a password.
    }
    throw new CannotStart(name + " is no such address: it must be like " + example + ".");
  }
}
