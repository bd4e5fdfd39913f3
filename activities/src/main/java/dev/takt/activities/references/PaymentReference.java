package dev.takt.activities.references;

/**
 * A payment reference of an invoice: what a payer states so that the bank can check it and the
 * merchant can tell which invoice is paid.
 *
 * @param value the reference with its check digits, without blanks, as bank files carry it
 * @param printed the reference as it is printed on the invoice
 */
public record PaymentReference(Type type, String value, String printed) {

  /** The schemes, by the banks that know them. */
  public enum Type {
    /** Denmark, payment slip of card type 71: 15 digits and the creditor's number. */
    FIK_71,
    /** Norway: up to 25 digits, as the merchant agreed with its bank. */
    KID,
    /** Sweden, bankgiro: up to 25 digits, the last but one says how many they are. */
    OCR,
    /** ISO 11649, known in the whole of SEPA: RF, two check digits, up to 21 characters. */
    RF
  }

  /** The value without leading zeros: payers and banks leave them out or add some. */
  public String key() {
    return keyOf(value);
  }

  static String keyOf(String value) {
    int first = 0;
    while (first < value.length() - 1 && value.charAt(first) == '0') {
      first++;
    }
    return value.substring(first);
  }
}
