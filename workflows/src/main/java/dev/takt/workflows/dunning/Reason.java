package dev.takt.workflows.dunning;

/** Why an invoice is unpaid: each reason has a track of its own in a policy. */
public enum Reason {
  NO_FUNDS,
  EXPIRED_CARD,
  CARD_REMOVED,
  HARD_DECLINE,
  SOFT_DECLINE,
  TECHNICAL,
  AUTHENTICATION,
  INVOICE_OVERDUE,
  /** The merchant's own set-up: nothing that the customer could mend. */
  CONFIGURATION;

  /** Whether somebody other than the customer has to act: the customer hears nothing of it. */
  public boolean isNotTheCustomers() {
    return this == TECHNICAL || this == CONFIGURATION;
  }
}
