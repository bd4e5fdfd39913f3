package dev.takt.activities.receivables;

/** An invoice's status as the API tells it. */
public enum InvoiceStatus {
  OPEN,
  PAID,
  /** Credited in part; the rest is due. */
  PARTLY_CREDITED,
  /** Credited in full before anything was paid. */
  CREDITED,
  IN_COLLECTION,
  WRITTEN_OFF
}
