package dev.takt.activities.payments;

import dev.takt.activities.receivables.Receivable;

/** What dunning says of its own tries, when they are about to begin. */
public interface DunningTries {

  /** Whether the try of that key is still the next step of the invoice, which is locked. */
  boolean isWanted(Receivable invoice, String attemptKey);
}
