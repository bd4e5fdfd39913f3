package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.OneOffCharge;
import dev.takt.workflows.timeline.Price;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be asked about one-off charges, and the changes that come of it. */
final class ChargeRules {
  private static final int MOST = 100;

  private final Subscription subscription;
  private final LocalDate today;

  ChargeRules(Subscription subscription, LocalDate today) {
    this.subscription = subscription;
    this.today = today;
  }

  /** Why a charge is not granted, or null. */
  @Nullable Refusal objectionTo(Request.AddCharge request) {
    return Rule.firstObjection(this::areTooMany, () -> isPast(request.date()));
  }

  private @Nullable Refusal areTooMany() {
    return subscription.changes().charges().size() < MOST
        ? null
        : Refusal.conflict(
            "too_many_charges", "At most " + MOST + " charges can wait to be billed.");
  }

  private @Nullable Refusal isPast(@Nullable LocalDate date) {
    return date == null || !date.isBefore(today)
        ? null
        : Refusal.notAllowed(
            "charge_in_the_past", "A charge is of " + today + " or a later day.", "/date");
  }

  /** With a charge that is granted. */
  Subscription after(Request.AddCharge request) {
    Price terms = subscription.timeline().priceNear(today);
    return subscription.withChanges(
        subscription.changes().withCharge(request.granted(terms, today)));
  }

  /** Why a charge is not removed, or null. */
  @Nullable Refusal objectionTo(Request.RemoveCharge request) {
    return subscription.changes().charges().stream()
            .map(OneOffCharge::id)
            .anyMatch(request.chargeId()::equals)
        ? null
        : new Refusal(
            404,
            "charge_not_found",
            "No charge " + request.chargeId() + " waits to be billed.",
            null);
  }

  /** Without a charge. */
  Subscription after(Request.RemoveCharge request) {
    return subscription.withChanges(
        subscription.changes().withoutCharges(List.of(request.chargeId())));
  }
}
