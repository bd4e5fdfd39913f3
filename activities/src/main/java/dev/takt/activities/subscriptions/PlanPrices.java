package dev.takt.activities.subscriptions;

import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Span;
import dev.takt.workflows.timeline.TermsChange;
import java.time.LocalDate;
import java.util.Comparator;

/** Which price a subscription has. */
final class PlanPrices {
  private PlanPrices() {}

  /** The price that holds on a date; where there is no service then, the one that was agreed. */
  static Price on(Subscription state, LocalDate date) {
    return state
        .timeline()
        .periodsFrom(date)
        .limit(1)
        .flatMap(period -> period.spans().stream())
        .filter(span -> span.period().contains(date))
        .map(Span::price)
        .findFirst()
        .orElseGet(() -> agreed(state));
  }

  /** The price after all lasting changes that were asked for, also those still to come. */
  static Price agreed(Subscription state) {
    Price price = state.terms().price();
    for (TermsChange change :
        state.changes().lasting().terms().stream()
            .sorted(Comparator.comparingInt(TermsChange::sequence))
            .toList()) {
      price = change.applyTo(price);
    }
    return price;
  }
}
