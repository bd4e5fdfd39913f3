package dev.takt.activities.invoicing;

import dev.takt.activities.ledger.ClosedPeriods;
import dev.takt.activities.ledger.Posting;
import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.workflows.events.EventPayload;
import dev.takt.workflows.subscription.Subscription;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a transaction does on one subscription, whose row is locked, on one business date. */
public final class SubscriptionTransaction {
  private final LockedSubscription row;
  private final LocalDate on;
  private final BooksTransaction gathered;
  private final Map<String, Integer> creditNotes = new HashMap<>();

  /**
   * @param on the business date of what is done: in the past where the system missed it
   * @param gathered takes what is to be written
   */
  public SubscriptionTransaction(LockedSubscription row, LocalDate on, BooksTransaction gathered) {
    this.row = row;
    this.on = on;
    this.gathered = gathered;
  }

  public Subscription state() {
    return row.state();
  }

  public LockedSubscription row() {
    return row;
  }

  public LocalDate on() {
    return on;
  }

  /** The business time at which it is done. */
  public Instant at() {
    return gathered.at();
  }

  public String tenant() {
    return gathered.tenant();
  }

  public String subscriptionId() {
    return state().identity().subscriptionId();
  }

  public String customerId() {
    return state().identity().customerId();
  }

  boolean onTestClock() {
    return state().identity().clockId() != null;
  }

  public ClosedPeriods books() {
    return row.books();
  }

  /** What is to be written, of this and of what else the transaction does. */
  public BooksTransaction gathered() {
    return gathered;
  }

  /**
   * Counts one more credit note of an invoice: the answer is how many this transaction had before.
   */
  int creditNotesBefore(String invoiceId) {
    return creditNotes.merge(invoiceId, 1, Integer::sum) - 1;
  }

  /**
   * The day that documents bear: the one on which it is really done, since a missed step's own lies
   * before; never before that of a document that the merchant has issued already.
   */
  public LocalDate madeOn() {
    LocalDate today = state().hours().dateAt(at());
    LocalDate day = today.isAfter(on) ? today : on;
    return !onTestClock() && row.lastIssueDate().isAfter(day) ? row.lastIssueDate() : day;
  }

  /** The date in the books: that of the document. */
  public LocalDate bookedOn() {
    return books().dateFor(madeOn());
  }

  Posting.Source source(String documentId, String invoiceId) {
    return new Posting.Source(documentId, subscriptionId(), invoiceId, state().currency());
  }

  void post(List<Posting> more) {
    gathered.post(more);
  }

  public void publish(EventPayload event) {
    gathered.publish(event);
  }
}
