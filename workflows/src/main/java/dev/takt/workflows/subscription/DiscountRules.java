package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.Changes;
import dev.takt.workflows.timeline.Discount;
import dev.takt.workflows.timeline.DiscountDuration;
import dev.takt.workflows.timeline.DiscountPosition;
import dev.takt.workflows.timeline.DiscountStatus;
import dev.takt.workflows.timeline.PriceReduction;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be asked about discounts, and the changes that come of it. */
final class DiscountRules {
  private static final int MOST = 100;
  private static final int WHOLE = 10_000;

  private final Subscription subscription;
  private final Changes changes;
  private final LocalDate today;

  DiscountRules(Subscription subscription, LocalDate today) {
    this.subscription = subscription;
    this.changes = subscription.changes();
    this.today = today;
  }

  /** Why a discount is not granted, or null. */
  @Nullable Refusal objectionTo(Request.GrantDiscount request) {
    Discount discount = granted(request);
    return Rule.firstObjection(
        this::areTooMany,
        () -> startsTooEarly(discount),
        () -> objectionTo(discount.reduction()),
        () -> objectionTo(discount.duration(), discount.from()),
        () -> RequestHorizon.objectionToReachingBack(subscription, discount.from(), today));
  }

  private @Nullable Refusal areTooMany() {
    return changes.discounts().size() < MOST
        ? null
        : Refusal.conflict(
            "too_many_discounts", "A subscription can have " + MOST + " discounts at most.");
  }

  private @Nullable Refusal startsTooEarly(Discount discount) {
    LocalDate start = subscription.terms().startDate();
    return discount.from().isBefore(start)
        ? Refusal.notAllowed(
            "discount_before_start",
            "The subscription starts on " + start + "; a discount can start then or later.",
            "/from")
        : null;
  }

  /** With a discount that is granted. */
  Subscription after(Request.GrantDiscount request) {
    return subscription.withChanges(changes.withDiscount(granted(request)));
  }

  private Discount granted(Request.GrantDiscount request) {
    LocalDate start = subscription.terms().startDate();
    LocalDate next = start.isAfter(today) ? start : today;
    return new Discount(
        request.id(),
        request.reduction(),
        request.from() == null ? next : request.from(),
        request.duration(),
        request.coupon(),
        request.reason());
  }

  private static @Nullable Refusal objectionTo(PriceReduction reduction) {
    return switch (reduction) {
      case PriceReduction.PercentOff(int hundredths) ->
          hundredths >= 1 && hundredths <= WHOLE
              ? null
              : Refusal.notAllowed(
                  "invalid", "A percentage is above 0 and at most 100.", "/percentOff");
      case PriceReduction.AmountOff(long amount) ->
          amount >= 1 && amount <= Limits.LARGEST_AMOUNT
              ? null
              : Refusal.notAllowed(
                  "invalid",
                  "An amount is from 1 to " + Limits.LARGEST_AMOUNT + ", in minor units.",
                  "/amountOff");
    };
  }

  private static @Nullable Refusal objectionTo(DiscountDuration duration, LocalDate from) {
    return switch (duration) {
      case DiscountDuration.Forever _ -> null;
      case DiscountDuration.UntilDate(LocalDate date) ->
          date.isAfter(from)
              ? null
              : Refusal.notAllowed(
                  "discount_ends_before_it_starts",
                  "\"until\" is the first day without it; it must be after " + from + ".",
                  "/until");
      case DiscountDuration.ForDays(int days, boolean _) ->
          days >= 1 && days <= Limits.MOST_DISCOUNT_DAYS
              ? null
              : Refusal.notAllowed(
                  "invalid", "Days are from 1 to " + Limits.MOST_DISCOUNT_DAYS + ".", "/days");
      case DiscountDuration.ForPeriods(int periods) ->
          periods >= 1 && periods <= Limits.MOST_DISCOUNT_PERIODS
              ? null
              : Refusal.notAllowed(
                  "invalid",
                  "Periods are from 1 to " + Limits.MOST_DISCOUNT_PERIODS + ".",
                  "/periods");
    };
  }

  /** Why a discount does not get another time, or null. */
  @Nullable Refusal objectionTo(Request.ChangeDiscount request) {
    String id = request.discountId();
    return Rule.firstObjection(
        () -> objectionToTouching(id), () -> objectionTo(request.duration(), discount(id).from()));
  }

  /** With another time for a discount. */
  Subscription after(Request.ChangeDiscount request) {
    return withDiscounts(
        changes.discounts().stream()
            .map(
                one ->
                    one.id().equals(request.discountId()) ? one.lasting(request.duration()) : one)
            .toList());
  }

  /** Why a discount is not removed, or null. */
  @Nullable Refusal objectionTo(Request.RemoveDiscount request) {
    return objectionToTouching(request.discountId());
  }

  /** As if a discount had never been granted. */
  Subscription after(Request.RemoveDiscount request) {
    return withDiscounts(
        changes.discounts().stream()
            .filter(one -> !one.id().equals(request.discountId()))
            .toList());
  }

  private Subscription withDiscounts(List<Discount> discounts) {
    return subscription.withChanges(changes.withDiscounts(discounts));
  }

  private Discount discount(String id) {
    return changes.discounts().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private @Nullable Refusal objectionToTouching(String id) {
    DiscountPosition position =
        subscription.timeline().discounts(today).stream()
            .filter(one -> one.discount().id().equals(id))
            .findFirst()
            .orElse(null);
    if (position == null) {
      return new Refusal(404, "discount_not_found", "There is no discount " + id + ".", null);
    }
    return position.status() == DiscountStatus.OVER
        ? Refusal.conflict(
            "discount_over",
            "The discount was over on "
                + position.endsOn()
                + "; only planned and running ones can be changed.")
        : null;
  }
}
