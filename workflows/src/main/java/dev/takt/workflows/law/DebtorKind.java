package dev.takt.workflows.law;

/** Who owes: the law protects people more than companies. */
public enum DebtorKind {
  CONSUMER,
  BUSINESS
}
