package dev.takt.activities.payments.stripe;

/**
 * A card that is saved at Stripe.
 *
 * @param customer Stripe's id of the customer that it is attached to
 * @param method Stripe's id of the payment method
 */
record SavedCard(String customer, String method) {

  /** The card of a payment method's reference: {@code cus_…/pm_…}. */
  static SavedCard of(String reference) {
    int slash = reference.indexOf('/');
    return new SavedCard(reference.substring(0, slash), reference.substring(slash + 1));
  }
}
