package dev.takt.activities.references;

/** Check digits of payment references, by the algorithms of the Nordic banks and of ISO 11649. */
final class CheckDigits {
  private static final int[] WEIGHTS_OF_MOD11 = {2, 3, 4, 5, 6, 7};

  private CheckDigits() {}

  /**
   * The check digit by modulus 10 (Luhn), as FIK, KID and the Swedish OCR use it: weights 2, 1, 2,
   * 1 from the right, the digits of each product added.
   *
   * @param digits the number without its check digit
   */
  static char mod10(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int product = digitFromRight(digits, i) * (i % 2 == 0 ? 2 : 1);
      sum += product > 9 ? product - 9 : product;
    }
    return (char) ('0' + (10 - sum % 10) % 10);
  }

  /**
   * The check digit by modulus 11, as KID uses it: weights 2 to 7 from the right, again and again.
   *
   * @param digits the number without its check digit
   * @return a digit, or {@code -} where the remainder has none
   */
  static char mod11(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum += digitFromRight(digits, i) * WEIGHTS_OF_MOD11[i % WEIGHTS_OF_MOD11.length];
    }
    int check = (11 - sum % 11) % 11;
    return check == 10 ? '-' : (char) ('0' + check);
  }

  /**
   * The remainder by 97 of ISO 7064, letters counted as 10 to 35. A creditor reference (ISO 11649)
   * with its first four characters at its end has the remainder 1.
   *
   * @param characters digits and capital letters
   */
  static int mod97(String characters) {
    int remainder = 0;
    for (int i = 0; i < characters.length(); i++) {
      int value = Character.digit(characters.charAt(i), 36);
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    return remainder;
  }

  private static int digitFromRight(String digits, int place) {
    return digits.charAt(digits.length() - 1 - place) - '0';
  }
}
