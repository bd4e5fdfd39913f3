package dev.takt.workflows.wording.message;

import dev.takt.workflows.wording.Language;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A claim as a letter states it: the principal, every fee, compensation and interest apart, what
 * was paid, and the total. Amounts are in minor units.
 *
 * @param interestFrom from when interest runs, or null where none does
 * @param interestPercent the latest rate a year
 * @param deadline the last day to pay
 */
public record ClaimFacts(
    String currency,
    long principal,
    List<Fee> fees,
    long compensation,
    long interest,
    @Nullable LocalDate interestFrom,
    @Nullable BigDecimal interestPercent,
    long paid,
    long total,
    LocalDate deadline) {
  private static final String PREFIX = "claim.";

  public ClaimFacts {
    fees = List.copyOf(fees);
  }

  /** A fee, and the day of its letter. */
  public record Fee(LocalDate on, long amount) {
    static Fee of(String written) {
      String[] parts = written.split("@", -1);
      return new Fee(LocalDate.parse(parts[1]), Long.parseLong(parts[0]));
    }
  }

  /** As the facts of a message. */
  public SortedMap<String, String> toFacts() {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put(PREFIX + "currency", currency);
    facts.put(PREFIX + "principal", String.valueOf(principal));
    facts.put(
        PREFIX + "fees",
        fees.stream().map(fee -> fee.amount + "@" + fee.on).collect(Collectors.joining(",")));
    facts.put(PREFIX + "compensation", String.valueOf(compensation));
    facts.put(PREFIX + "interest", String.valueOf(interest));
    if (interestFrom != null && interestPercent != null) {
      facts.put(PREFIX + "interestFrom", interestFrom.toString());
      facts.put(PREFIX + "interestPercent", interestPercent.toPlainString());
    }
    facts.put(PREFIX + "paid", String.valueOf(paid));
    facts.put(PREFIX + "total", String.valueOf(total));
    facts.put(Placeholder.DEADLINE.key(), deadline.toString());
    return facts;
  }

  /** From the facts of a message; null where it is not about a claim. */
  static @Nullable ClaimFacts of(Map<String, String> facts) {
    String currency = facts.get(PREFIX + "currency");
    if (currency == null) {
      return null;
    }
    String from = facts.get(PREFIX + "interestFrom");
    String percent = facts.get(PREFIX + "interestPercent");
    String fees = facts.getOrDefault(PREFIX + "fees", "");
    return new ClaimFacts(
        currency,
        number(facts, "principal"),
        fees.isEmpty() ? List.of() : Arrays.stream(fees.split(",", -1)).map(Fee::of).toList(),
        number(facts, "compensation"),
        number(facts, "interest"),
        from == null ? null : LocalDate.parse(from),
        percent == null ? null : new BigDecimal(percent),
        number(facts, "paid"),
        number(facts, "total"),
        LocalDate.parse(facts.getOrDefault(Placeholder.DEADLINE.key(), "")));
  }

  private static long number(Map<String, String> facts, String key) {
    return Long.parseLong(facts.getOrDefault(PREFIX + key, "0"));
  }

  /** The values of a text's places. */
  Map<String, String> worded(Language language) {
    SortedMap<String, String> words = new TreeMap<>();
    words.put(Placeholder.CLAIM.key(), statement(language));
    words.put(Placeholder.TOTAL.key(), language.amount(total, currency));
    words.put(Placeholder.DEADLINE.key(), language.date(deadline));
    return words;
  }

  private String statement(Language language) {
    List<String> lines = new ArrayList<>();
    lines.add(line("claim.principal", principal, language));
    for (Fee fee : fees) {
      lines.add(
          said("claim.fee", language).formatted(language.date(fee.on))
              + ": "
              + language.amount(fee.amount, currency));
    }
    if (compensation > 0) {
      lines.add(line("claim.compensation", compensation, language));
    }
    if (interest > 0 && interestFrom != null && interestPercent != null) {
      NumberFormat percent = NumberFormat.getNumberInstance(language.locale());
      percent.setMinimumFractionDigits(2);
      lines.add(
          said("claim.interest", language)
                  .formatted(language.date(interestFrom), percent.format(interestPercent))
              + ": "
              + language.amount(interest, currency));
    }
    if (paid > 0) {
      lines.add(line("claim.paid", -paid, language));
    }
    lines.add(line("claim.total", total, language));
    return String.join("\n", lines);
  }

  private String line(String key, long amount, Language language) {
    return said(key, language) + ": " + language.amount(amount, currency);
  }

  private static String said(String key, Language language) {
    return MessageTexts.TEXTS.of(key, language);
  }
}
