package dev.takt.workflows.events;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What happens to a subscription. */
public sealed interface SubscriptionEvent extends EventPayload {
  String subscriptionId();

  @Override
  default String subjectId() {
    return subscriptionId();
  }

  @EventType(value = "subscription.created", summary = "A subscription was signed up.")
  record Created(String subscriptionId, String customerId, String planId, LocalDate startDate)
      implements SubscriptionEvent {}

  @EventType(value = "subscription.activated", summary = "Its service, or its trial, has begun.")
  record Activated(String subscriptionId, String customerId, LocalDate on)
      implements SubscriptionEvent {}

  @EventType(value = "subscription.renewed", summary = "An invoice bills more of its service.")
  record Renewed(String subscriptionId, String customerId, LocalDate on, String invoiceId)
      implements SubscriptionEvent {}

  /**
   * A pause was planned.
   *
   * @param change always {@code pause}
   */
  @EventType(value = "subscription.pause_planned", summary = "A pause was planned.")
  record PausePlanned(
      String subscriptionId, String customerId, LocalDate on, String change, String pauseId)
      implements SubscriptionEvent {}

  @EventType(value = "subscription.paused", summary = "A pause has begun.")
  record Paused(String subscriptionId, String customerId, LocalDate on, String pauseId)
      implements SubscriptionEvent {}

  /**
   * It goes on after a pause, or after it was suspended.
   *
   * @param pauseId of the pause that is over
   * @param change {@code restore} where it was suspended
   * @param invoiceId the debt that it was suspended for
   */
  @EventType(
      value = "subscription.resumed",
      summary = "It goes on after a pause, or after it was suspended.")
  record Resumed(
      String subscriptionId,
      String customerId,
      LocalDate on,
      @Nullable String pauseId,
      @Nullable String change,
      @Nullable String invoiceId)
      implements SubscriptionEvent {}

  /**
   * A pause, the terms, a discount, the payment method or the group was changed.
   *
   * @param change the request's name: {@code changePause}, {@code removePause}, {@code change},
   *     {@code prolongChange}, {@code removeChange}, {@code changeDiscount}, {@code
   *     paymentMethodChanged}, {@code joinGroup} or {@code leaveGroup}
   * @param when with {@code change}: when it takes effect
   * @param changeId of a change of terms
   */
  @EventType(
      value = "subscription.changed",
      summary = "A pause, the terms, a discount, the payment method or the group was changed.")
  record Changed(
      String subscriptionId,
      String customerId,
      LocalDate on,
      String change,
      @Nullable String pauseId,
      @Nullable String changeId,
      @Nullable String discountId,
      @Nullable String when,
      @Nullable String paymentMethodId,
      @Nullable String groupId)
      implements SubscriptionEvent {

    /** Of a pause. */
    public static Changed pause(
        String subscriptionId, String customerId, LocalDate on, String change, String pauseId) {
      return new Changed(
          subscriptionId, customerId, on, change, pauseId, null, null, null, null, null);
    }

    /** Of the terms. */
    public static Changed terms(
        String subscriptionId,
        String customerId,
        LocalDate on,
        String change,
        String changeId,
        @Nullable String when) {
      return new Changed(
          subscriptionId, customerId, on, change, null, changeId, null, when, null, null);
    }

    /** Of a discount. */
    public static Changed discount(
        String subscriptionId, String customerId, LocalDate on, String change, String discountId) {
      return new Changed(
          subscriptionId, customerId, on, change, null, null, discountId, null, null, null);
    }

    /** Of the payment method. */
    public static Changed paymentMethod(
        String subscriptionId,
        String customerId,
        LocalDate on,
        String change,
        String paymentMethodId) {
      return new Changed(
          subscriptionId, customerId, on, change, null, null, null, null, paymentMethodId, null);
    }

    /** Of the group. */
    public static Changed group(
        String subscriptionId,
        String customerId,
        LocalDate on,
        String change,
        @Nullable String groupId) {
      return new Changed(
          subscriptionId, customerId, on, change, null, null, null, null, null, groupId);
    }
  }

  /**
   * It was cancelled.
   *
   * @param change always {@code cancel}
   */
  @EventType(value = "subscription.cancellation_planned", summary = "It was cancelled.")
  record CancellationPlanned(
      String subscriptionId, String customerId, LocalDate on, String change, String when)
      implements SubscriptionEvent {}

  /**
   * It is not cancelled any more.
   *
   * @param change always {@code undoCancellation}
   */
  @EventType(value = "subscription.cancellation_undone", summary = "It is not cancelled any more.")
  record CancellationUndone(String subscriptionId, String customerId, LocalDate on, String change)
      implements SubscriptionEvent {}

  /**
   * It has ended.
   *
   * @param reason {@code test_clock_removed}, where that is why
   */
  @EventType(value = "subscription.ended", summary = "It has ended.")
  record Ended(String subscriptionId, String customerId, LocalDate on, @Nullable String reason)
      implements SubscriptionEvent {}

  /**
   * Its service is withheld because of a debt.
   *
   * @param change always {@code suspend}
   * @param invoiceId the debt that it is suspended for
   */
  @EventType(
      value = "subscription.suspended",
      summary = "Its service is withheld because of a debt.")
  record Suspended(
      String subscriptionId, String customerId, LocalDate on, String change, String invoiceId)
      implements SubscriptionEvent {}
}
