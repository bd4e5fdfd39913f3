package dev.takt.activities.invoicing;

import dev.takt.activities.ledger.ClosedPeriods;
import dev.takt.workflows.subscription.Subscription;
import java.time.LocalDate;

/**
 * A subscription whose row is locked until the transaction ends.
 *
 * @param lastIssueDate of what the tenant issued in live time
 * @param hasCredit whether the customer has money here, or an ended subscription's credit
 * @param invoicesOnDate how many invoices the subscription has of that business date
 */
public record LockedSubscription(
    Subscription state,
    long version,
    ClosedPeriods books,
    LocalDate lastIssueDate,
    boolean hasCredit,
    int invoicesOnDate) {

  /** The same row after a step of the same transaction that issued no invoice. */
  public LockedSubscription after(Subscription next) {
    return new LockedSubscription(
        next, next.version(), books, lastIssueDate, hasCredit, invoicesOnDate);
  }
}
