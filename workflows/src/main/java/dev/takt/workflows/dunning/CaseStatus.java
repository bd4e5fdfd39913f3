package dev.takt.workflows.dunning;

/** A case's status as the API tells it. */
public enum CaseStatus {
  /** The invoice is not overdue yet: there is no case to speak of. */
  WAITING,
  OPEN,
  /** Paid. */
  RECOVERED,
  IN_COLLECTION,
  WRITTEN_OFF,
  INSTALMENTS,
  /** Credited: nothing was owed in the end. */
  CREDITED;

  /** Whether nothing is due any more. */
  public boolean isClosed() {
    return this == RECOVERED || this == WRITTEN_OFF || this == CREDITED;
  }
}
