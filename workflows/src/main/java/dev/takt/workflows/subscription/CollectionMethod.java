package dev.takt.workflows.subscription;

import org.jspecify.annotations.Nullable;

/**
 * How the money comes in.
 *
 * @param means by card at once, or by an invoice to be paid
 * @param termsDays days from the issue of an invoice to its due date; 0 means at once, as with
 *     cards
 * @param paymentMethodId the card to charge, or null for the customer's default
 */
public record CollectionMethod(Means means, int termsDays, @Nullable String paymentMethodId) {

  /** Card or invoice. */
  public enum Means {
    CARD,
    INVOICE
  }
}
