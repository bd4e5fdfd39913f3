package dev.takt.workflows.seller;

/** International bank account numbers (ISO 13616). */
public final class Iban {
  private static final int COUNTRY_AND_CHECK = 4;

  private Iban() {}

  /** Whether a number has the form and the check digits of one; without blanks. */
  public static boolean isValid(String number) {
    return number.matches("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}") && remainder(number) == 1;
  }

  /** The national number of the account: what follows the country and the check digits. */
  public static String national(String iban) {
    return iban.substring(COUNTRY_AND_CHECK);
  }

  private static int remainder(String number) {
    String turned = national(number) + number.substring(0, COUNTRY_AND_CHECK);
    int remainder = 0;
    for (int i = 0; i < turned.length(); i++) {
      int value = Character.digit(turned.charAt(i), Character.MAX_RADIX);
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    return remainder;
  }
}
