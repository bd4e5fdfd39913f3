package dev.takt.activities.messages;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import org.jspecify.annotations.Nullable;

/** Phone numbers as people write them, and as providers of SMS want them: E.164. */
final class PhoneNumber {
  private PhoneNumber() {}

  /**
   * The number with its country's code, such as {@code +4512345678}; null where it can be none.
   * Letters are no digits: read as those of a telephone's keys, or left out, they would be the
   * number of somebody else.
   *
   * @param country in which it is dialled as it is written; ISO 3166
   */
  static @Nullable String of(String written, String country) {
    if (written
        .codePoints()
        .dropWhile(point -> !Character.isDigit(point))
        .anyMatch(Character::isLetter)) {
      return null;
    }
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      Phonenumber.PhoneNumber number = numbers.parse(written, country);
      return numbers.isPossibleNumber(number) && !number.hasExtension()
          ? numbers.format(number, PhoneNumberFormat.E164)
          : null;
    } catch (NumberParseException none) {
      return null;
    }
  }
}
