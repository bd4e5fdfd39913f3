package dev.takt.api.reports;

import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.money.Vat;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Span;
import dev.takt.workflows.timeline.TermsChange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a subscription is worth in a month, as its timeline has it: without VAT, without trials. */
final class MonthlyRevenue {
  private static final int WEEKS_OF_A_YEAR = 52;
  private static final int DAYS_OF_A_YEAR = 365;

  private final Subscription subscription;

  MonthlyRevenue(Subscription subscription) {
    this.subscription = subscription;
  }

  /** In minor units, on a date; 0 where there is no paid service. */
  long on(LocalDate date) {
    return subscription
        .timeline()
        .periodsFrom(date)
        .takeWhile(period -> !period.firstDate().isAfter(date))
        .flatMap(period -> period.active().stream())
        .filter(span -> span.period().contains(date))
        .map(Span::price)
        .map(this::monthly)
        .findFirst()
        .orElse(0L);
  }

  boolean isPausedOn(LocalDate date) {
    return subscription.changes().pauses().stream().anyMatch(pause -> pause.contains(date));
  }

  boolean isEndedOn(LocalDate date) {
    LocalDate end = subscription.timeline().end();
    return end != null && !end.isAfter(date);
  }

  private long monthly(Price price) {
    long base = Vat.of(price.vatRate(), price.total(), price.includesVat()).base();
    TermsChange.Plan plan = plan(price);
    RhythmUnit unit = plan == null ? subscription.terms().unit() : plan.unit();
    int count = plan == null ? subscription.terms().count() : plan.count();
    int perYear =
        switch (unit) {
          case DAY -> DAYS_OF_A_YEAR;
          case WEEK -> WEEKS_OF_A_YEAR;
          case MONTH -> 12;
          case YEAR -> 1;
        };
    return BigDecimal.valueOf(base)
        .multiply(BigDecimal.valueOf(perYear))
        .divide(BigDecimal.valueOf(12L * count), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  /** The plan of a price where it is another than that of the sign-up. */
  private TermsChange.@Nullable Plan plan(Price price) {
    TermsChange.Plan found = null;
    for (TermsChange change : subscription.changes().terms()) {
      TermsChange.Plan plan = change.plan();
      if (plan != null && plan.planId().equals(price.planId())) {
        found = plan;
      }
    }
    return found;
  }
}
