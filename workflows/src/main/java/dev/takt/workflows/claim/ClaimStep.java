package dev.takt.workflows.claim;

/** What is done about a claim and is for the law to allow. */
public enum ClaimStep {
  /** A letter that reminds of the debt, with a fee or without. */
  REMINDER,
  /** The letter that must come before a debt is handed over, with the last day to pay. */
  COLLECTION_NOTICE,
  /** The lump sum that businesses owe for paying late. */
  COMPENSATION,
  /** The debt goes to a collection agency. */
  HAND_OVER;

  /** Whether the debtor is written to. */
  public boolean isLetter() {
    return this == REMINDER || this == COLLECTION_NOTICE;
  }
}
