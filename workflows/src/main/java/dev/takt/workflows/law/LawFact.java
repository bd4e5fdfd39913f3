package dev.takt.workflows.law;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the law says, with the days for which it does.
 *
 * @param key names it: {@code dk.rykkergebyr.max}
 * @param value a number, a text, a truth or a list; null where nobody has written it yet
 * @param unit of the value, such as {@code DKK} or {@code % p.a.}
 * @param validFrom the first day, or null where no entry covers the day that was asked about
 * @param validTo the first day on which it does not hold any more, or null where none is known
 */
public record LawFact(
    String key,
    @Nullable Object value,
    @Nullable String unit,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo,
    @Nullable String source) {

  /** Whether the law has no known value for the day. */
  public boolean isMissing() {
    return value == null;
  }

  /** The value as an exact number; percent, days or units of a currency. */
  BigDecimal number() {
    if (value == null) {
      throw new IllegalStateException(key + " is missing");
    }
    return new BigDecimal(value.toString());
  }
}
