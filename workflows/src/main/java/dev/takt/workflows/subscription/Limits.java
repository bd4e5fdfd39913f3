package dev.takt.workflows.subscription;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.timeline.DiscountDuration;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.TermsChange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What no request may exceed, whichever way it comes. REST says what exceeds them field by field; a
 * signal may say anything, and what cannot be computed with would stop its workflow for ever.
 */
public final class Limits {
  /** The first date that the database, the rhythms and people can all handle. */
  public static final LocalDate FIRST_DATE = LocalDate.of(1970, 1, 1);

  /** The last such date. */
  public static final LocalDate LAST_DATE = LocalDate.of(2200, 12, 31);

  /** The largest amount, in minor units: prorated over ten years it still fits into a long. */
  public static final long LARGEST_AMOUNT = 1_000_000_000_000L;

  /** The largest quantity. */
  public static final int LARGEST_QUANTITY = 1_000_000;

  /** The most characters of a reason, a reference or an id. */
  public static final int LONGEST_TEXT = 200;

  /** The most days that a discount lasts for: ten years. */
  public static final int MOST_DISCOUNT_DAYS = 3_660;

  /** The most nominal periods that a discount lasts for. */
  public static final int MOST_DISCOUNT_PERIODS = 1_200;

  private Limits() {}

  /** What exceeds them, or null. */
  static @Nullable Refusal objectionTo(Request request, Subscription subscription) {
    return switch (request) {
      case Request.PlanPause pause ->
          Rule.firstObjection(
              () -> dates(pause.from(), pause.to()), () -> text("/reason", pause.reason()));
      case Request.ChangePause change ->
          Rule.firstObjection(
              () -> dates(change.from(), change.to()), () -> text("/pauseId", change.pauseId()));
      case Request.RemovePause removal -> text("/pauseId", removal.pauseId());
      case Request.Cancel cancel ->
          Rule.firstObjection(() -> dates(cancel.date()), () -> text("/reason", cancel.reason()));
      case Request.UndoCancellation _ -> null;
      case Request.ChangeTerms change ->
          Rule.firstObjection(
              () -> dates(change.date(), change.until()),
              () -> price(change.unitPrice()),
              () -> quantity(change.quantity()),
              () -> total(change, subscription));
      case Request.ChangePaymentMethod change -> text("/paymentMethodId", change.paymentMethodId());
      case Request.Suspend _ -> null;
      case Request.Restore _ -> null;
      case Request.GrantDiscount grant ->
          Rule.firstObjection(
              () -> dates(grant.from(), until(grant.duration())),
              () -> text("/reason", grant.reason()),
              () -> text("/couponCode", grant.coupon()));
      case Request.ChangeDiscount change ->
          Rule.firstObjection(
              () -> dates(until(change.duration())),
              () -> text("/discountId", change.discountId()));
      case Request.RemoveDiscount removal -> text("/discountId", removal.discountId());
      case Request.ProlongChange change ->
          Rule.firstObjection(
              () -> dates(change.until()), () -> text("/changeId", change.changeId()));
      case Request.RemoveChange removal -> text("/changeId", removal.changeId());
      case Request.AddCharge charge ->
          Rule.firstObjection(
              () -> dates(charge.date(), from(charge.service()), to(charge.service())),
              () -> text("/description", charge.description()));
      case Request.RemoveCharge removal -> text("/chargeId", removal.chargeId());
      case Request.GrantCredit credit -> text("/reason", credit.reason());
    };
  }

  private static @Nullable LocalDate from(@Nullable Period period) {
    return period == null ? null : period.from();
  }

  private static @Nullable LocalDate to(@Nullable Period period) {
    return period == null ? null : period.to();
  }

  private static @Nullable LocalDate until(DiscountDuration duration) {
    return duration instanceof DiscountDuration.UntilDate(LocalDate date) ? date : null;
  }

  private static @Nullable Refusal dates(@Nullable LocalDate... dates) {
    boolean fit =
        Arrays.stream(dates)
            .allMatch(
                date -> date == null || !(date.isBefore(FIRST_DATE) || date.isAfter(LAST_DATE)));
    return fit ? null : outOfRange(null, "A date is from " + FIRST_DATE + " to " + LAST_DATE + ".");
  }

  private static @Nullable Refusal text(String pointer, @Nullable String text) {
    return text == null || text.length() <= LONGEST_TEXT
        ? null
        : outOfRange(pointer, "It may have " + LONGEST_TEXT + " characters at most.");
  }

  private static @Nullable Refusal price(@Nullable Long price) {
    return price == null || (price >= 0 && price <= LARGEST_AMOUNT)
        ? null
        : outOfRange("/price", "A price is from 0 to " + LARGEST_AMOUNT + ", in minor units.");
  }

  private static @Nullable Refusal quantity(@Nullable Integer quantity) {
    return quantity == null || (quantity >= 1 && quantity <= LARGEST_QUANTITY)
        ? null
        : outOfRange("/quantity", "A quantity is from 1 to " + LARGEST_QUANTITY + ".");
  }

  private static Refusal outOfRange(@Nullable String pointer, String detail) {
    return Refusal.notAllowed("out_of_range", detail, pointer);
  }

  /** The dearest that could come of it: any price that was ever asked for, of any quantity. */
  private static @Nullable Refusal total(Request.ChangeTerms change, Subscription subscription) {
    List<TermsChange> all = new ArrayList<>(subscription.changes().terms());
    all.add(change.asked(0, FIRST_DATE));
    Price agreed = subscription.terms().price();
    int most =
        all.stream()
            .map(TermsChange::quantity)
            .filter(Objects::nonNull)
            .reduce(agreed.quantity(), Math::max);
    // Prices and quantities have limits that keep their product within a long.
    long dearest =
        all.stream().mapToLong(one -> one.dearest(most)).reduce(agreed.dearest(most), Math::max);
    return dearest <= LARGEST_AMOUNT
        ? null
        : outOfRange(null, "Price × quantity is " + LARGEST_AMOUNT + " at most.");
  }
}
