package dev.takt.workflows.dunning;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How often a card may be tried, by the rules of its scheme: dated data. */
public final class CardRules {
  private final List<Ceiling> ceilings;

  private CardRules(List<Ceiling> ceilings) {
    this.ceilings = List.copyOf(ceilings);
  }

  /**
   * At most so many attempts in a rolling window.
   *
   * @param key the rule's name
   */
  public record Ceiling(
      String scheme, int attempts, int hours, LocalDate validFrom, String key, String source) {

    public Duration window() {
      return Duration.ofHours(hours);
    }
  }

  record Data(String note, List<Ceiling> rules) {}

  /** The data that comes along. */
  public static CardRules shipped() {
    try (InputStream data = CardRules.class.getResourceAsStream("card-rules.json")) {
      return new CardRules(
          new ObjectMapper().findAndRegisterModules().readValue(data, Data.class).rules);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The ceilings of a brand; for one that no rule speaks of, all of them: the strictest holds. */
  public List<Ceiling> of(@Nullable String brand) {
    String scheme = brand == null ? "" : brand.toLowerCase(Locale.ROOT);
    List<Ceiling> own = ceilings.stream().filter(c -> c.scheme.equals(scheme)).toList();
    return own.isEmpty() ? ceilings : own;
  }

  /** All ceilings. */
  public List<Ceiling> all() {
    return ceilings;
  }

  /** A ceiling that has been reached, and when the next attempt may be made. */
  public record Reached(Ceiling ceiling, Instant until) {}

  /**
   * Whether one more attempt would break a rule.
   *
   * @param earlier when the card was declined for this amount since it last succeeded
   */
  public @Nullable Reached reached(@Nullable String brand, List<Instant> earlier, Instant now) {
    Reached latest = null;
    List<Instant> sorted = new ArrayList<>(earlier);
    sorted.sort(null);
    for (Ceiling ceiling : of(brand)) {
      List<Instant> inside =
          sorted.stream().filter(at -> at.isAfter(now.minus(ceiling.window()))).toList();
      if (inside.size() >= ceiling.attempts) {
        Instant until = inside.get(inside.size() - ceiling.attempts).plus(ceiling.window());
        if (latest == null || until.isAfter(latest.until)) {
          latest = new Reached(ceiling, until);
        }
      }
    }
    return latest;
  }
}
