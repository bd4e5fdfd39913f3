package dev.takt.activities.receivables;

import dev.takt.activities.ledger.Posting;
import dev.takt.workflows.events.EventPayload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one transaction adds to the books of a tenant: documents, postings and events, gathered
 * while it is decided and written by {@link TransactionWriter}.
 */
public final class BooksTransaction {
  private final String tenant;
  private final Instant at;
  private final List<Posting> postings = new ArrayList<>();
  private final List<NewDocument> documents = new ArrayList<>();
  private final List<DomainEvent> events = new ArrayList<>();
  private final List<EventPayload> payloads = new ArrayList<>();

  /**
   * A transaction that has gathered nothing yet.
   *
   * @param at the business time at which it is done
   */
  public BooksTransaction(String tenant, Instant at) {
    this.tenant = tenant;
    this.at = at;
  }

  public String tenant() {
    return tenant;
  }

  public Instant at() {
    return at;
  }

  public void post(List<Posting> more) {
    postings.addAll(more);
  }

  /** Issues a document: its number is taken when all else is written. */
  public void issue(NewDocument document) {
    documents.add(document);
  }

  /** Publishes an event to its listeners, and to clients. */
  public void publish(DomainEvent event) {
    events.add(event);
    payloads.addAll(event.payloads());
  }

  /** Publishes an event that is for clients alone. */
  public void publish(EventPayload payload) {
    payloads.add(payload);
  }

  /** What is to be posted, and is not written yet. */
  public List<Posting> postings() {
    return List.copyOf(postings);
  }

  List<Posting> takePostings() {
    return taken(postings);
  }

  List<NewDocument> takeDocuments() {
    return taken(documents);
  }

  List<DomainEvent> takeEvents() {
    return taken(events);
  }

  List<EventPayload> takePayloads() {
    return taken(payloads);
  }

  private static <T> List<T> taken(List<T> gathered) {
    List<T> taken = List.copyOf(gathered);
    gathered.clear();
    return taken;
  }
}
