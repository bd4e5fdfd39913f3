package dev.takt.activities.ledger;

import java.util.Locale;

/** The accounts of a merchant's journal. Their names in the database are these in lower case. */
public enum Account {
  /** What customers owe. */
  RECEIVABLE,
  /** What was billed and is not yet earned, without VAT. */
  DEFERRED_REVENUE,
  /** What was earned, without VAT. */
  REVENUE,
  VAT_PAYABLE,
  /** What a gateway has captured and holds for the merchant. */
  GATEWAY_CLEARING,
  BANK,
  /** Money in the bank of which it is not known whose it is. */
  UNALLOCATED,
  /** The other side of what passes through the bank account and is not about customers. */
  OTHER_BANK_ENTRIES,
  /** What is to be given back to customers. */
  REFUNDS_PAYABLE,
  /** What ended subscriptions have left to their customers' others, without VAT. */
  CUSTOMER_CREDIT,
  /** Customers' money: what came in and was not owed. */
  OVERPAYMENTS,
  /** What is claimed of unpaid invoices beside what they billed: fees, compensation, interest. */
  CLAIM_COSTS,
  /** Fees and compensation for late payment. */
  CLAIM_FEES,
  /** Interest on late payment. */
  CLAIM_INTEREST,
  /** What was given up. */
  BAD_DEBT;

  /** Its name in the journal. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
