package dev.takt.activities.receivables;

/** A listener for what happens to what customers owe. */
public interface DomainEventListener {

  /** Does what follows from an event, in its transaction, which takes what is told of it too. */
  void on(DomainEvent event, BooksTransaction transaction);
}
