package dev.takt.activities.references;

import static dev.takt.activities.references.PaymentReference.Type.FIK_71;
import static dev.takt.activities.references.PaymentReference.Type.KID;
import static dev.takt.activities.references.PaymentReference.Type.OCR;
import static dev.takt.activities.references.PaymentReference.Type.RF;

import java.util.Optional;

/**
 * A scheme of payment references: makes one from a number and reads one in what a payer wrote.
 * Equal numbers give equal references, different numbers different ones.
 */
public sealed interface ReferenceScheme {

  /**
   * The reference of a number.
   *
   * @param number of the invoice in the merchant's series, from 1
   * @throws IllegalArgumentException for a number that is not positive or too large for the scheme
   */
  PaymentReference of(long number);

  /** Whether the scheme has room for a number. */
  boolean holds(long number);

  /** A candidate as a reference of this scheme; empty where its check digits are wrong. */
  Optional<PaymentReference> read(StatedReference stated);

  /** The first reference of this scheme in a text: printed, with blanks, without leading zeros. */
  default Optional<PaymentReference> find(String text) {
    return StatedReference.in(text).stream().flatMap(stated -> read(stated).stream()).findFirst();
  }

  /**
   * Danish payment slips of card type 71.
   *
   * @param creditor the creditor's number, 8 digits
   */
  record Fik71(String creditor) implements ReferenceScheme {
    private static final int LENGTH = 15;

    public Fik71 {
      require(creditor.matches("\\d{8}"), "A creditor's number has 8 digits, not " + creditor);
    }

    @Override
    public boolean holds(long number) {
      return fits(number, LENGTH - 1);
    }

    @Override
    public PaymentReference of(long number) {
      String digits = padded(number, LENGTH - 1);
      return reference(digits + CheckDigits.mod10(digits));
    }

    @Override
    public Optional<PaymentReference> read(StatedReference stated) {
      if (stated.creditor().isPresent() && !stated.creditor().get().equals(creditor)) {
        return Optional.empty();
      }
      return checkedByMod10(stated, LENGTH).map(this::reference);
    }

    private PaymentReference reference(String value) {
      return new PaymentReference(FIK_71, value, "+71<" + value + "+" + creditor + "<");
    }
  }

  /**
   * Norwegian customer identification. By modulus 11 the first digit is 0, or 1 where the check
   * digit would not be a digit: then it is one, since the first digit weighs something.
   *
   * @param length with the check digit, 3 to 25
   */
  record Kid(int length, Modulus modulus) implements ReferenceScheme {

    /** How the check digit is made, as it was agreed with the bank. */
    public enum Modulus {
      MOD10,
      MOD11
    }

    public Kid {
      require(length >= 3 && length <= 25, "A KID has 3 to 25 digits, not " + length);
    }

    @Override
    public boolean holds(long number) {
      return fits(number, modulus == Modulus.MOD10 ? length - 1 : length - 2);
    }

    @Override
    public PaymentReference of(long number) {
      if (modulus == Modulus.MOD10) {
        String digits = padded(number, length - 1);
        return reference(digits + CheckDigits.mod10(digits));
      }
      String digits = padded(number, length - 2);
      char check = CheckDigits.mod11("0" + digits);
      return check == '-'
          ? reference("1" + digits + CheckDigits.mod11("1" + digits))
          : reference("0" + digits + check);
    }

    @Override
    public Optional<PaymentReference> read(StatedReference stated) {
      return switch (modulus) {
        case MOD10 -> checkedByMod10(stated, length).map(Kid::reference);
        case MOD11 ->
            stated
                .digits(length)
                .filter(value -> CheckDigits.mod11(withoutLast(value)) == last(value))
                .map(Kid::reference);
      };
    }

    private static PaymentReference reference(String value) {
      return new PaymentReference(KID, value, value);
    }
  }

  /** Swedish bankgiro references, whose last digit but one is the last digit of their length. */
  record Ocr() implements ReferenceScheme {

    @Override
    public boolean holds(long number) {
      return true;
    }

    @Override
    public PaymentReference of(long number) {
      require(number > 0, "A reference is of a positive number, not " + number);
      String digits = withLength(Long.toString(number));
      return reference(digits + CheckDigits.mod10(digits));
    }

    @Override
    public Optional<PaymentReference> read(StatedReference stated) {
      String value = stated.value();
      if (!value.matches("\\d{3,25}")) {
        return Optional.empty();
      }
      String payload = value.substring(0, value.length() - 2);
      return checkedByMod10(stated, value.length())
          .filter(it -> it.startsWith(withLength(payload)))
          .map(Ocr::reference);
    }

    private static String withLength(String payload) {
      return payload + (payload.length() + 2) % 10;
    }

    private static PaymentReference reference(String value) {
      return new PaymentReference(OCR, value, value);
    }
  }

  /** Creditor references by ISO 11649, printed in groups of four. */
  record Rf() implements ReferenceScheme {

    @Override
    public boolean holds(long number) {
      return true;
    }

    @Override
    public PaymentReference of(long number) {
      require(number > 0, "A reference is of a positive number, not " + number);
      int check = 98 - CheckDigits.mod97(number + "RF00");
      return reference("RF%02d%d".formatted(check, number));
    }

    @Override
    public Optional<PaymentReference> read(StatedReference stated) {
      String value = stated.value();
      return value.matches("RF\\d{2}[0-9A-Z]{1,21}")
              && CheckDigits.mod97(value.substring(4) + value.substring(0, 4)) == 1
          ? Optional.of(reference(value))
          : Optional.empty();
    }

    private static PaymentReference reference(String value) {
      return new PaymentReference(RF, value, value.replaceAll(".{4}(?=.)", "$0 "));
    }
  }

  private static Optional<String> checkedByMod10(StatedReference stated, int length) {
    return stated.digits(length).filter(it -> CheckDigits.mod10(withoutLast(it)) == last(it));
  }

  private static String padded(long number, int length) {
    require(number > 0, "A reference is of a positive number, not " + number);
    require(fits(number, length), number + " is too large for a reference of its length");
    String digits = Long.toString(number);
    return "0".repeat(length - digits.length()) + digits;
  }

  private static boolean fits(long number, int length) {
    return Long.toString(number).length() <= length;
  }

  private static String withoutLast(String value) {
    return value.substring(0, value.length() - 1);
  }

  private static char last(String value) {
    return value.charAt(value.length() - 1);
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
