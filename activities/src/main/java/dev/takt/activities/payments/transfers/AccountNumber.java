package dev.takt.activities.payments.transfers;

import dev.takt.workflows.seller.Iban;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The number of a bank account: an IBAN, or as its country numbers accounts.
 *
 * @param value without blanks and signs
 * @param bic of the bank, where it is known
 */
record AccountNumber(String value, @Nullable String bic) {
  /** A Danish account has this many digits after the four of its branch. */
  private static final int DANISH = 10;

  /**
   * The number of an account as somebody has told of it; empty where it is incomplete.
   *
   * @param registrationNumber of the branch of a Danish bank
   */
  static Optional<AccountNumber> of(
      @Nullable String registrationNumber,
      @Nullable String accountNumber,
      @Nullable String iban,
      @Nullable String bic) {
    if (iban != null) {
      return told(iban).map(it -> new AccountNumber(it.value(), bic));
    }
    if (accountNumber == null) {
      return Optional.empty();
    }
    return Optional.of(
        new AccountNumber(
            registrationNumber == null
                ? accountNumber
                : registrationNumber
                    + "0".repeat(Math.max(0, DANISH - accountNumber.length()))
                    + accountNumber,
            bic));
  }

  /** The number of an account as a bank's file has it; empty where it is none. */
  static Optional<AccountNumber> told(@Nullable String number) {
    String plain =
        number == null ? "" : number.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    boolean right = Iban.isValid(plain) || plain.matches("\\d{5,30}");
    return right ? Optional.of(new AccountNumber(plain, null)) : Optional.empty();
  }

  boolean isIban() {
    return Iban.isValid(value);
  }
}
