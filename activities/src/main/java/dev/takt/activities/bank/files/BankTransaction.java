package dev.takt.activities.bank.files;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One payment into or out of an account.
 *
 * @param key names the transaction: the same in each file that has it, different for each
 *     transaction of a file
 * @param entryKey names the booking that it is part of
 * @param account the merchant's account: IBAN or national number, without blanks
 * @param reversal takes an earlier transaction of the other direction back
 * @param amount in minor units, not negative
 * @param references what the payer gave as the creditor's reference, in the field for it
 * @param texts what else was written
 * @param counterparty who paid, or who was paid
 * @param endToEndId the name that the payer's side gave the payment
 */
public record BankTransaction(
    String key,
    String entryKey,
    String account,
    Direction direction,
    boolean reversal,
    long amount,
    String currency,
    LocalDate bookedOn,
    List<String> references,
    List<String> texts,
    Party counterparty,
    @Nullable String endToEndId) {

  /** Whether money came or went. */
  public enum Direction {
    CREDIT,
    DEBIT
  }

  /**
   * A payer or payee.
   *
   * @param account IBAN or national number, without blanks
   */
  public record Party(@Nullable String name, @Nullable String account) {
    public static final Party UNKNOWN = new Party(null, null);
  }

  public BankTransaction {
    references = List.copyOf(references);
    texts = List.copyOf(texts);
  }

  /** What it changes the account by, in minor units. */
  public long signedAmount() {
    return direction == Direction.CREDIT ? amount : -amount;
  }
}
