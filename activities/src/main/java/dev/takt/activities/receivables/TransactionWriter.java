package dev.takt.activities.receivables;

import dev.takt.activities.events.Outbox;
import dev.takt.activities.ledger.Journal;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Writes what a transaction adds to the books, in one order: postings, documents with their
 * numbers, what listeners make of it, and last what clients are told. The merchant's number series
 * is locked from the first number until the transaction ends, so that all else that can be written
 * before is.
 */
@Component
public class TransactionWriter {
  private final Journal journal;
  private final DocumentRows documents;
  private final List<DomainEventListener> listeners;
  private final Outbox outbox;

  public TransactionWriter(
      Journal journal, DocumentRows documents, List<DomainEventListener> listeners, Outbox outbox) {
    this.journal = journal;
    this.documents = documents;
    this.listeners = listeners;
    this.outbox = outbox;
  }

  /** Writes all that was gathered; what is gathered afterwards can be written in its turn. */
  public void write(BooksTransaction transaction) {
    journal.append(transaction.tenant(), transaction.takePostings());
    notifyListeners(transaction);
    writeDocuments(transaction);
    notifyListeners(transaction);
    outbox.append(transaction.tenant(), transaction.at(), transaction.takePayloads());
  }

  /** Writes the documents already, where something else in the same transaction builds on them. */
  public void writeDocuments(BooksTransaction transaction) {
    for (NewDocument document : transaction.takeDocuments()) {
      transaction.publish(
          switch (document) {
            case NewDocument.NewInvoice invoice ->
                new DomainEvent.InvoiceIssued(invoice, documents.insert(invoice, transaction.at()));
            case NewDocument.NewCreditNote note ->
                new DomainEvent.CreditNoteIssued(note, documents.insert(note, transaction.at()));
          });
    }
  }

  private void notifyListeners(BooksTransaction transaction) {
    for (DomainEvent event : transaction.takeEvents()) {
      listeners.forEach(listener -> listener.on(event, transaction));
    }
  }
}
