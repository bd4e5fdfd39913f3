package dev.takt.api.customers;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The recognition of card numbers in whatever spelling they come: in digits of any script and
 * width, with anything but letters and digits between and around them.
 */
final class CardNumber {
  /** 12 to 19 digits; longer and shorter ones are no card's. */
  private static final Pattern GROUPED =
      Pattern.compile("(?<![A-Za-z0-9])[0-9](?:[^A-Za-z0-9]*[0-9]){11,18}(?![A-Za-z0-9])");

  private static final Pattern RUN = Pattern.compile("[0-9]{13,}");

  private CardNumber() {}

  static boolean isIn(String text) {
    String plain = plain(text);
    boolean onlyDigits = plain.codePoints().noneMatch(Character::isLetter);
    return GROUPED
            .matcher(plain)
            .results()
            .anyMatch(group -> onlyDigits || isChecked(group.group().replaceAll("[^0-9]", "")))
        || RUN.matcher(plain).results().anyMatch(run -> holdsOne(run.group()));
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .codePoints()
        .forEach(
            point -> {
              int digit = Character.digit(point, 10);
              if (digit >= 0) {
                plain.append(digit);
              } else {
                plain.appendCodePoint(point);
              }
            });
    return plain.toString();
  }

  /** Whether digits between letters hold a number with a right check digit (ISO 7812). */
  private static boolean holdsOne(String digits) {
    for (int from = 0; from < digits.length(); from++) {
      for (int length = 13; length <= 19 && from + length <= digits.length(); length++) {
        if (isChecked(digits.substring(from, from + length))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isChecked(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? digit : 2 * digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
}
