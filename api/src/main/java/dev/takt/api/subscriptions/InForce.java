package dev.takt.api.subscriptions;

import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Span;
import java.time.LocalDate;
import java.util.List;

/** What holds for a subscription on a date, read off its timeline. */
final class InForce {
  private InForce() {}

  /** The price of a date; before the start and after the end, that of the nearest day. */
  static Price priceOn(Subscription state, LocalDate date) {
    LocalDate start = state.terms().startDate();
    LocalDate end = state.timeline().end();
    LocalDate day = date.isBefore(start) ? start : date;
    if (end != null && !day.isBefore(end)) {
      day = end.isAfter(start) ? end.minusDays(1) : start;
    }
    LocalDate nearest = day;
    List<Span> spans =
        state.timeline().periodsFrom(nearest).limit(1).flatMap(p -> p.spans().stream()).toList();
    return spans.stream()
        .filter(span -> !span.from().isAfter(nearest))
        .reduce((_, later) -> later)
        .or(() -> spans.stream().findFirst())
        .map(Span::price)
        .orElse(state.terms().price());
  }
}
