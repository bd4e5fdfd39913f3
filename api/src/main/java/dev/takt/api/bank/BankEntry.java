package dev.takt.api.bank;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction on the merchant's account, once however often the bank tells of it.
 *
 * @param reversal takes an earlier one of the other direction back
 * @param amount in minor units, not negative
 * @param references what the payer gave in the field for references
 * @param texts what else the payer wrote
 * @param proposal what it may be for: a person decides
 * @param reversesId of a reversal that was matched: what it takes back
 * @param refundId of what left the account and was matched: the refund that was sent
 * @param payments what it paid, as long as it is matched
 */
record BankEntry(
    String id,
    String statementId,
    String account,
    Direction direction,
    boolean reversal,
    long amount,
    String currency,
    LocalDate bookedOn,
    List<String> references,
    List<String> texts,
    @Nullable String payerName,
    @Nullable String payerAccount,
    @Nullable String endToEndId,
    Status status,
    @Nullable Proposal proposal,
    @Nullable String ignoredReason,
    @Nullable String reversesId,
    @Nullable String refundId,
    List<Allocation> payments) {

  enum Direction {
    CREDIT,
    DEBIT
  }

  /** Whether it is known what a transaction is for. */
  enum Status {
    MATCHED,
    PROPOSED,
    UNMATCHED,
    IGNORED
  }

  /**
   * What a transaction may be for.
   *
   * @param ground what that rests on
   * @param paymentId the payment booked by hand that it may be
   */
  record Proposal(
      List<String> invoiceIds, String customerId, String ground, @Nullable String paymentId) {}

  /** What of a transaction paid an invoice, in minor units. */
  record Allocation(String paymentId, String invoiceId, long amount) {}
}
