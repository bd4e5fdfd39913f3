package dev.takt.workflows.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to a card. */
public sealed interface CardEvent extends EventPayload {
  String paymentMethodId();

  @Override
  default String subjectId() {
    return paymentMethodId();
  }

  /**
   * It expires before a payment that it is to be charged for.
   *
   * @param expiryMonth such as {@code 2026-11}
   */
  @EventType(
      value = "card.expiring",
      summary = "It expires before a payment that it is to be charged for.")
  record Expiring(String paymentMethodId, String customerId, String expiryMonth)
      implements CardEvent {}

  /**
   * It has expired.
   *
   * @param expiryMonth such as {@code 2026-11}
   */
  @EventType(value = "card.expired", summary = "It has expired.")
  record Expired(String paymentMethodId, String customerId, String expiryMonth)
      implements CardEvent {}

  /**
   * A customer who had a card has a new one.
   *
   * @param isDefault whether it is the one that is charged from now on
   */
  @EventType(value = "card.updated", summary = "A customer who had a card has a new one.")
  record Updated(
      String paymentMethodId, String customerId, @JsonProperty("default") boolean isDefault)
      implements CardEvent {}
}
