package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.Changes;
import dev.takt.workflows.timeline.NominalPeriod;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Span;
import dev.takt.workflows.timeline.TermsChange;
import dev.takt.workflows.timeline.Tiers;
import dev.takt.workflows.timeline.Timeline;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A plan's new price on its way to a subscription: what is asked of it, and from when.
 *
 * @param unitPrice in minor units; 0 where there are tiers
 * @param effectiveFrom the date of the price
 * @param onDate whether it holds on the date itself, else from the first nominal period that starts
 *     on the date or later
 * @param noticeDays how many days before they pay it customers are told
 * @param tiers what a quantity costs by its size; null where each unit costs the same
 */
public record PlanPriceChange(
    String priceId,
    String planId,
    long unitPrice,
    LocalDate effectiveFrom,
    boolean onDate,
    int noticeDays,
    @Nullable Tiers tiers) {
  private static final int MOST_PERIODS = 4000;

  /**
   * What it means for one subscription.
   *
   * @param from the first day with the new price
   * @param before the price that would hold on that day without it
   */
  public record Reach(Request.ChangeTerms request, LocalDate from, Price before) {

    /** The price that holds from then on. */
    public Price after() {
      Long unitPrice = request.unitPrice();
      return before.costing(unitPrice == null ? 0 : unitPrice, request.tiers());
    }
  }

  /** The id of the change in a subscription, which makes a repeat harmless. */
  public String changeId(String subscriptionId) {
    return priceId + "/" + subscriptionId;
  }

  /** Whether a subscription was asked and has granted it. */
  public boolean isIn(Subscription subscription) {
    return granted(subscription).isPresent();
  }

  /**
   * What is asked of a subscription; empty where it has that price by then anyway, or has left the
   * plan. One that has granted it is answered what it granted.
   *
   * @param today the subscription's business date
   */
  public Optional<Reach> on(Subscription subscription, LocalDate today) {
    String id = changeId(subscription.identity().subscriptionId());
    Optional<TermsChange> granted = granted(subscription);
    Subscription without = without(subscription, id);
    LocalDate from = granted.map(TermsChange::date).orElseGet(() -> from(without, today));
    Price before = priceOn(without, from);
    boolean concerned = before.planId().equals(planId) && !before.isPricedLike(unitPrice, tiers);
    if (granted.isEmpty() && !concerned) {
      return Optional.empty();
    }
    return Optional.of(
        new Reach(Request.ChangeTerms.priced(id, from, unitPrice, tiers), from, before));
  }

  /**
   * What it means for a subscription that is being signed up: the price is known, so there is
   * nothing to wait for.
   */
  public Optional<Reach> atSignUp(Subscription subscription) {
    return new PlanPriceChange(priceId, planId, unitPrice, effectiveFrom, onDate, 0, tiers)
        .on(subscription, subscription.terms().startDate());
  }

  private Optional<TermsChange> granted(Subscription subscription) {
    String id = changeId(subscription.identity().subscriptionId());
    return subscription.changes().terms().stream()
        .filter(change -> change.id().equals(id))
        .findFirst();
  }

  /** Without the change, and without what is temporary: it is the lasting price that changes. */
  private static Subscription without(Subscription subscription, String changeId) {
    Changes lasting = subscription.changes().lasting();
    List<TermsChange> others =
        lasting.terms().stream().filter(change -> !change.id().equals(changeId)).toList();
    return subscription.withChanges(lasting.withTerms(others));
  }

  private LocalDate from(Subscription subscription, LocalDate today) {
    LocalDate earliest =
        Stream.of(today.plusDays(noticeDays), effectiveFrom, subscription.terms().startDate())
            .max(LocalDate::compareTo)
            .orElseThrow();
    LocalDate from = onDate ? earliest : firstPeriod(subscription.timeline(), earliest);
    return hasAskedForPlan(subscription) && !priceOn(subscription, from).planId().equals(planId)
        ? firstDayOnPlan(subscription.timeline(), from)
        : from;
  }

  private boolean hasAskedForPlan(Subscription subscription) {
    return subscription.changes().terms().stream()
        .map(TermsChange::plan)
        .anyMatch(plan -> plan != null && plan.planId().equals(planId));
  }

  /**
   * Whoever comes onto the plan later has its price from the first day on; else the date itself.
   */
  private LocalDate firstDayOnPlan(Timeline timeline, LocalDate from) {
    return timeline
        .periodsFrom(from)
        .limit(MOST_PERIODS)
        .flatMap(period -> period.spans().stream())
        .filter(span -> span.price().planId().equals(planId) && span.from().isAfter(from))
        .map(Span::from)
        .findFirst()
        .orElse(from);
  }

  /**
   * The start of the first nominal period that begins on a date or later; the date itself where a
   * pause without an end hides what comes. A date is agreed, not "the next period": a pause that
   * brings the next period forward must not shorten the notice.
   */
  private static LocalDate firstPeriod(Timeline timeline, LocalDate earliest) {
    return timeline
        .periodsFrom(earliest)
        .limit(MOST_PERIODS)
        .map(NominalPeriod::firstDate)
        .filter(start -> !start.isBefore(earliest))
        .findFirst()
        .orElse(earliest);
  }

  /** The price of a date; where there is no service then, that of the nearest day. */
  private static Price priceOn(Subscription subscription, LocalDate date) {
    List<Span> spans =
        subscription
            .timeline()
            .periodsFrom(date)
            .limit(1)
            .flatMap(period -> period.spans().stream())
            .toList();
    return spans.stream()
        .filter(span -> !span.from().isAfter(date))
        .reduce((_, later) -> later)
        .or(() -> spans.stream().findFirst())
        .map(Span::price)
        .orElseGet(() -> agreed(subscription));
  }

  private static Price agreed(Subscription subscription) {
    Price price = subscription.terms().price();
    for (TermsChange change : subscription.changes().terms()) {
      price = change.applyTo(price);
    }
    return price;
  }
}
