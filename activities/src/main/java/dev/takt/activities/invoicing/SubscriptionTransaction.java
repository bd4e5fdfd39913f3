package dev.takt.activities.invoicing;

import dev.takt.activities.events.Event;
import dev.takt.activities.ledger.ClosedPeriods;
import dev.takt.activities.ledger.Posting;
import dev.takt.workflows.subscription.Subscription;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * One transaction on a subscription whose row is locked: what it is about, and what is to be
 * written when it is done. Postings are written in one statement, events in another, and documents
 * that take a number as late as possible, since the number series is one for the whole merchant.
 */
final class SubscriptionTransaction {
  private final SubscriptionRecords.Row row;
  private final LocalDate on;
  private final Instant at;
  private final List<Posting> postings = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Supplier<List<Event>>> numbered = new ArrayList<>();
  private final Map<String, Integer> creditNotes = new HashMap<>();

  /**
   * @param on the business date of what is done: in the past where the system missed it
   * @param at the business time at which it is done
   */
  SubscriptionTransaction(SubscriptionRecords.Row row, LocalDate on, Instant at) {
    this.row = row;
    this.on = on;
    this.at = at;
  }

  Subscription state() {
    return row.state();
  }

  SubscriptionRecords.Row row() {
    return row;
  }

  LocalDate on() {
    return on;
  }

  Instant at() {
    return at;
  }

  String tenant() {
    return state().identity().tenant();
  }

  String subscriptionId() {
    return state().identity().subscriptionId();
  }

  ClosedPeriods books() {
    return row.books();
  }

  /**
   * Counts one more credit note of an invoice: the answer is how many this transaction had before.
   */
  int creditNotesBefore(String invoiceId) {
    return creditNotes.merge(invoiceId, 1, Integer::sum) - 1;
  }

  /** The day on which it is really done, which documents bear: a missed step's own lies before. */
  LocalDate madeOn() {
    LocalDate today = state().hours().dateAt(at);
    return today.isAfter(on) ? today : on;
  }

  /** The date in the books: that of the document. */
  LocalDate bookedOn() {
    return books().dateFor(madeOn());
  }

  Posting.Source source(String documentId, String invoiceId) {
    return new Posting.Source(documentId, subscriptionId(), invoiceId, state().currency());
  }

  void post(List<Posting> more) {
    postings.addAll(more);
  }

  /** Tells something about the subscription. */
  void publish(String type, Map<String, Object> more) {
    var data = new TreeMap<String, Object>(more);
    data.put("subscriptionId", subscriptionId());
    data.put("customerId", state().identity().customerId());
    data.put("on", on.toString());
    events.add(new Event(type, subscriptionId(), data));
  }

  void publish(Event event) {
    events.add(event);
  }

  /** Writes a document that takes a number, at the end; the answer is the events that tell it. */
  void number(Supplier<List<Event>> document) {
    numbered.add(document);
  }

  /** Writes the documents that are waiting for their numbers. */
  void takeNumbers() {
    numbered.forEach(document -> events.addAll(document.get()));
    numbered.clear();
  }

  List<Posting> postings() {
    return postings;
  }

  List<Event> events() {
    return events;
  }
}
