package dev.takt.activities.references;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What may be a payment reference in the text of a transfer. Blanks are taken out, nothing is
 * checked.
 *
 * @param value digits (the last may be {@code -}, by modulus 11), or RF and what follows it
 * @param creditor the creditor's number of a Danish payment slip, where it is stated with it
 */
public record StatedReference(String value, Optional<String> creditor) {
  /** As long as the longest reference. */
  private static final int LONGEST = 25;

  /** A number that is shorter may be anything: an amount, a year, a house. */
  private static final int TELLING = 8;

  private static final Pattern PAYMENT_SLIP =
      Pattern.compile("\\+?71\\s*<\\s*([\\d\\s]{1,30})\\+\\s*(\\d{8})\\s*<?");
  private static final Pattern CREDITOR_REFERENCE =
      Pattern.compile("\\bRF\\s?\\d{2}[0-9A-Z\\s]{0,60}");
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:-(?!\\S))?");
  private static final Pattern WORD = Pattern.compile("[0-9A-Z]+");

  /** Whether it is telling enough to be taken for a reference where it stands among other words. */
  public boolean isTelling() {
    return value.length() >= TELLING || creditor.isPresent();
  }

  /** The value without leading zeros, as {@link PaymentReference#key()}. */
  public String key() {
    return PaymentReference.keyOf(value);
  }

  /** Whether it is this reference: leading zeros do not matter, another creditor does. */
  public boolean is(PaymentReference reference) {
    return key().equals(reference.key())
        && creditor.map(it -> reference.printed().endsWith("+" + it + "<")).orElse(true);
  }

  /** All that may be a reference in a text, in the order of the text, longer ones first. */
  public static List<StatedReference> in(String text) {
    Set<StatedReference> found = new LinkedHashSet<>();
    String rest = text.toUpperCase(Locale.ROOT);
    rest =
        PAYMENT_SLIP
            .matcher(rest)
            .replaceAll(
                slip -> {
                  found.add(
                      new StatedReference(
                          withoutBlanks(slip.group(1)), Optional.of(slip.group(2))));
                  return "|";
                });
    CREDITOR_REFERENCE
        .matcher(rest)
        .results()
        .map(MatchResult::group)
        .forEach(group -> found.addAll(joinedFrom(WORD.matcher(group).results().toList(), group)));
    found.addAll(joined(NUMBER.matcher(rest).results().toList(), rest));
    return List.copyOf(found);
  }

  /** The value with exactly so many digits; empty where it has more than zeros too many. */
  Optional<String> digits(int length) {
    if (!value.matches("\\d+-?")) {
      return Optional.empty();
    }
    String key = key();
    return key.length() > length
        ? Optional.empty()
        : Optional.of("0".repeat(length - key.length()) + key);
  }

  /** Each run of words that has only blanks between them, written together. */
  private static List<StatedReference> joined(List<MatchResult> words, String text) {
    List<StatedReference> found = new ArrayList<>();
    for (int first = 0; first < words.size(); first++) {
      found.addAll(joinedFrom(words.subList(first, words.size()), text));
    }
    return found;
  }

  private static List<StatedReference> joinedFrom(List<MatchResult> words, String text) {
    List<StatedReference> longestFirst = new ArrayList<>();
    var value = new StringBuilder();
    int end = words.getFirst().start();
    for (MatchResult word : words) {
      boolean apart = !text.substring(end, word.start()).isBlank();
      value.append(word.group());
      end = word.end();
      if (apart || value.length() > LONGEST) {
        break;
      }
      longestFirst.addFirst(new StatedReference(value.toString(), Optional.empty()));
    }
    return longestFirst;
  }

  private static String withoutBlanks(String text) {
    return text.replaceAll("\\s", "");
  }
}
