package dev.takt.workflows.events;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What happens to a discount of a subscription; it is told of the subscription. */
public sealed interface DiscountEvent extends EventPayload {
  String subscriptionId();

  @Override
  default String subjectId() {
    return subscriptionId();
  }

  @EventType(value = "discount.granted", summary = "A subscription has been given a discount.")
  record Granted(String subscriptionId, String customerId, LocalDate on, String discountId)
      implements DiscountEvent {}

  /**
   * A discount is over, or was taken back as if it never was.
   *
   * @param endsOn the first day without it; absent where it was taken back
   */
  @EventType(
      value = "discount.ended",
      summary = "A discount is over, or was taken back as if it never was.")
  record Ended(
      String subscriptionId,
      String customerId,
      LocalDate on,
      String discountId,
      @Nullable LocalDate endsOn)
      implements DiscountEvent {}
}
