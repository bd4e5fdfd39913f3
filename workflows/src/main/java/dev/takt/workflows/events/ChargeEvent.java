package dev.takt.workflows.events;

import java.time.LocalDate;

/** What happens to a one-off charge of a subscription; it is told of the subscription. */
public sealed interface ChargeEvent extends EventPayload {
  String subscriptionId();

  @Override
  default String subjectId() {
    return subscriptionId();
  }

  /**
   * A charge waits to be billed.
   *
   * @param amount of all of it, in minor units, in the price terms of the plan
   */
  @EventType(value = "charge.added", summary = "A subscription has been given a one-off charge.")
  record Added(
      String subscriptionId,
      String customerId,
      LocalDate on,
      String chargeId,
      long amount,
      String currency)
      implements ChargeEvent {}

  @EventType(value = "charge.billed", summary = "A one-off charge is on an invoice.")
  record Billed(
      String subscriptionId, String customerId, LocalDate on, String chargeId, String invoiceId)
      implements ChargeEvent {}

  @EventType(
      value = "charge.removed",
      summary = "A one-off charge was taken back, or lapsed with its subscription.")
  record Removed(String subscriptionId, String customerId, LocalDate on, String chargeId)
      implements ChargeEvent {}
}
