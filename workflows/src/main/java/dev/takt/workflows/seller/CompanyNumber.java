package dev.takt.workflows.seller;

/** Numbers of companies and their places, with the check digits that their registers give them. */
public enum CompanyNumber {
  /** Danish company number, 8 digits. */
  CVR {
    @Override
    public boolean isValid(String number) {
      return number.matches("\\d{8}") && weighted(number, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }
  },
  /** Norwegian organisation number, 9 digits. */
  ORGNR {
    @Override
    public boolean isValid(String number) {
      return number.matches("\\d{9}") && weighted(number, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }
  },
  /** Swedish organisation number, 10 digits, the last by Luhn. */
  ORGANISATIONSNUMMER {
    @Override
    public boolean isValid(String number) {
      return number.matches("\\d{10}") && luhn(number) % 10 == 0;
    }
  },
  /** Global location number (GS1), 13 digits, to which Danish authorities are invoiced. */
  GLN {
    @Override
    public boolean isValid(String number) {
      return number.matches("\\d{13}")
          && weighted(number, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) % 10 == 0;
    }
  };

  /**
   * Whether the number has the right length and check digit.
   *
   * @param number digits only
   */
  public abstract boolean isValid(String number);

  /** The sum of the digits, every second one from the right doubled (its own digits added). */
  private static int luhn(String number) {
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = number.charAt(number.length() - 1 - i) - '0';
      int value = i % 2 == 0 ? digit : 2 * digit;
      sum += value / 10 + value % 10;
    }
    return sum;
  }

  private static int weighted(String number, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (number.charAt(i) - '0') * weights[i];
    }
    return sum;
  }
}
