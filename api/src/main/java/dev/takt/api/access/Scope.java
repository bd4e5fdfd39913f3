package dev.takt.api.access;

import java.util.EnumSet;
import java.util.Set;

/** What a key may do. */
public enum Scope {
  /** See everything but keys. */
  READ,
  /** Change what happens to customers, subscriptions, invoices. */
  WRITE,
  /** Keys, webhook endpoints, the merchant itself, and forgetting a person. */
  ADMIN;

  /** What a key may do that was made without saying so. */
  public static final Set<Scope> ALL = Set.copyOf(EnumSet.allOf(Scope.class));
}
