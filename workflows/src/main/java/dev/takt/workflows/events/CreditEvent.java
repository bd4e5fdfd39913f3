package dev.takt.workflows.events;

import java.time.LocalDate;

/** What happens to goodwill of a subscription; it is told of the subscription. */
public sealed interface CreditEvent extends EventPayload {
  String subscriptionId();

  @Override
  default String subjectId() {
    return subscriptionId();
  }

  /**
   * Goodwill was given.
   *
   * @param amount in minor units, in the price terms of the plan
   */
  @EventType(value = "credit.granted", summary = "A subscription has been given goodwill.")
  record Granted(
      String subscriptionId,
      String customerId,
      LocalDate on,
      String creditId,
      long amount,
      String currency)
      implements CreditEvent {}
}
