package dev.takt.activities.bank.files;

import org.jspecify.annotations.Nullable;

/**
 * A payment to be written into a bank's file.
 *
 * @param amount in minor units, negative where money leaves the account
 * @param reference in the field for it
 * @param bankReference the bank's own name of the transaction
 */
public record SamplePayment(
    long amount,
    boolean reversal,
    @Nullable String reference,
    @Nullable String text,
    @Nullable String payer,
    @Nullable String payerAccount,
    @Nullable String bankReference,
    @Nullable String endToEndId) {

  public static SamplePayment of(long amount, @Nullable String reference, String bankReference) {
    return new SamplePayment(
        amount, false, reference, null, "Ane Holm", "DK5000400440116243", bankReference, null);
  }

  public SamplePayment withText(String words) {
    return new SamplePayment(
        amount, reversal, reference, words, payer, payerAccount, bankReference, endToEndId);
  }

  public SamplePayment from(@Nullable String name, @Nullable String account) {
    return new SamplePayment(
        amount, reversal, reference, text, name, account, bankReference, endToEndId);
  }

  public SamplePayment named(String endToEnd) {
    return new SamplePayment(
        amount, reversal, reference, text, payer, payerAccount, bankReference, endToEnd);
  }

  /** The payment taken back under another name of the bank's. */
  public SamplePayment reversed(String otherReference) {
    return new SamplePayment(
        -amount, true, reference, text, payer, payerAccount, otherReference, endToEndId);
  }
}
