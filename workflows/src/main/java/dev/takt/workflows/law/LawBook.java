package dev.takt.workflows.law;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the law of a country says on a day, with the key and the source of each value. Workflows
 * never ask it; what it says reaches them in the recorded answers of activities, since next
 * version's data may be another.
 */
public final class LawBook {
  private static final String EUROPEAN_UNION = "EU";
  private static final List<String> MEMBERS = List.of("DK", "SE");

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private LawBook(List<Entry> entries) {
    entries.forEach(entry -> this.entries.put(entry.key, entry.inOrder()));
  }

  /** How long the last known value of a rate lasts at most. */
  private enum Renewed {
    HALF_YEAR(6),
    YEAR(12);

    private final int months;

    Renewed(int months) {
      this.months = months;
    }

    /** The first day of the next half-year, or year. */
    LocalDate endOf(LocalDate day) {
      int begun = (day.getMonthValue() - 1) / months * months;
      return LocalDate.of(day.getYear(), 1, 1).plusMonths(begun + months);
    }
  }

  /**
   * A value of an entry.
   *
   * @param from null where it is adopted and not in force
   * @param to the first day on which it does not hold any more, or null
   */
  private record Value(
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable Object value,
      String source,
      @Nullable String note) {}

  private record Entry(
      String key,
      String country,
      @Nullable DebtorKind debtor,
      @Nullable String unit,
      @Nullable Renewed renewed,
      List<Value> values) {

    Entry inOrder() {
      List<Value> inForce =
          values.stream()
              .filter(value -> value.from != null)
              .sorted(Comparator.comparing(value -> Objects.requireNonNull(value.from)))
              .toList();
      return new Entry(key, country, debtor, unit, renewed, inForce);
    }

    boolean isFor(String place, DebtorKind who) {
      boolean here =
          country.equals(place) || (country.equals(EUROPEAN_UNION) && MEMBERS.contains(place));
      return here && (debtor == null || debtor == who) && !values.isEmpty();
    }

    LawFact on(LocalDate day) {
      for (int i = values.size() - 1; i >= 0; i--) {
        Value value = values.get(i);
        LocalDate from = Objects.requireNonNull(value.from);
        if (!day.isBefore(from)) {
          LocalDate to = endOf(i);
          return to == null || day.isBefore(to)
              ? new LawFact(key, value.value, unit, from, to, value.source)
              : missing();
        }
      }
      return missing();
    }

    private LawFact missing() {
      return new LawFact(key, null, unit, null, null, null);
    }

    private @Nullable LocalDate endOf(int index) {
      Value value = values.get(index);
      if (value.to != null) {
        return value.to;
      }
      if (index + 1 < values.size()) {
        return values.get(index + 1).from;
      }
      return renewed == null ? null : renewed.endOf(Objects.requireNonNull(value.from));
    }
  }

  private record Data(String note, @JsonProperty("facts") List<Entry> entries) {}

  /** The data that comes along. */
  public static LawBook shipped() {
    try (InputStream data = LawBook.class.getResourceAsStream("facts.json")) {
      return read(data);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static LawBook read(@Nullable InputStream data) throws IOException {
    ObjectMapper json = new ObjectMapper().findAndRegisterModules();
    return new LawBook(json.readValue(data, Data.class).entries);
  }

  /** All that the law of a country says to a kind of debtor on a day, and what is missing of it. */
  public List<LawFact> facts(String country, DebtorKind debtor, LocalDate on) {
    return entries.values().stream()
        .filter(entry -> entry.isFor(country, debtor))
        .map(entry -> entry.on(on))
        .toList();
  }

  /**
   * A number on a day: percent, days, or units of a currency.
   *
   * @throws LawFactMissing where it is not known
   */
  public BigDecimal number(String key, LocalDate on) {
    return fact(key, on).number();
  }

  /**
   * An amount on a day, in minor units.
   *
   * @throws LawFactMissing where it is not known
   */
  public long amount(String key, LocalDate on) {
    return number(key, on).movePointRight(2).longValueExact();
  }

  /**
   * A number of days, or of times, on a day.
   *
   * @throws LawFactMissing where it is not known
   */
  public int count(String key, LocalDate on) {
    return number(key, on).intValueExact();
  }

  private LawFact fact(String key, LocalDate on) {
    Entry entry = entries.get(key);
    LawFact found = entry == null ? null : entry.on(on);
    if (found == null || found.isMissing()) {
      throw new LawFactMissing(key, on);
    }
    return found;
  }
}
