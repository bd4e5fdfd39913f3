package dev.takt.workflows.timeline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which price holds on which date, as far as a walk along the timeline has resolved it. Whoever
 * comes onto a plan has its price of that day, and then the prices that were known for later, as
 * far as they reach those who are on it. While a temporary change lasts it wins over lasting ones;
 * of two temporary ones the later-starting. Discounts come last, of what the price is by then.
 */
final class PriceHistory {
  /**
   * A change that is resolved, or waits for a nominal period.
   *
   * @param onlyOn the plan whose price it is, or null for one that was asked for itself
   */
  private record Known(TermsChange change, @Nullable String onlyOn) {
    Price applyTo(Price price) {
      return onlyOn == null || onlyOn.equals(price.planId()) ? change.applyTo(price) : price;
    }
  }

  private record Effective(LocalDate from, Known known) {
    private TermsChange change() {
      return known.change;
    }

    private boolean holdsOn(LocalDate date) {
      LocalDate until = change().until();
      return !from.isAfter(date) && (until == null || until.isAfter(date));
    }

    private boolean isLasting() {
      return change().until() == null;
    }
  }

  private final Terms terms;
  private final DiscountHistory discounts;
  private final List<PauseRun> pauses;
  private final List<Effective> effective = new ArrayList<>();
  private final List<Known> nextPeriod = new ArrayList<>();

  PriceHistory(
      Terms terms, List<TermsChange> changes, List<PauseRun> pauses, DiscountHistory discounts) {
    this.terms = terms;
    this.discounts = discounts;
    this.pauses = pauses;
    for (TermsChange change : changes) {
      LocalDate from =
          change.when() == TermsChange.When.ON_DATE
              ? change.date()
              : change.plan() == null || change.until() != null ? resumeAfter(change) : null;
      Known known = new Known(change, null);
      if (from != null) {
        takeEffect(from, known);
      }
      if (change.when() == TermsChange.When.NEXT_PERIOD) {
        nextPeriod.add(known);
      }
    }
    sort();
  }

  private void takeEffect(LocalDate from, Known known) {
    TermsChange change = known.change.takingEffect(from);
    effective.add(new Effective(from, new Known(change, known.onlyOn)));
    TermsChange.Plan plan = change.plan();
    if (plan != null) {
      for (ListPrice price : plan.later()) {
        announce(price, change, plan.planId());
      }
    }
  }

  private void announce(ListPrice price, TermsChange change, String planId) {
    Known known = new Known(change.announcing(price), planId);
    switch (price.reach()) {
      case NEW_ONLY -> {}
      case NEXT_PERIOD -> nextPeriod.add(known);
      case ON_DATE -> effective.add(new Effective(price.from(), known));
    }
  }

  /**
   * The resume day, for what was asked for the next period while paused: that period is the one
   * that the pause ends with. Null where the next period is one that starts on a boundary; so it is
   * for a plan whose rhythm is not the one that runs, whatever this says.
   */
  @Nullable LocalDate resumeAfter(TermsChange change) {
    return pauses.stream()
        .filter(run -> run.contains(change.askedOn()))
        .filter(run -> run.afterPause() == AfterPause.KEEP_DATES)
        .map(PauseRun::to)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /**
   * Takes what waited for a period that starts on {@code date} into effect, as far as a condition
   * holds for it, and says what it was.
   */
  List<TermsChange> startPeriod(LocalDate date, Predicate<TermsChange> condition) {
    if (nextPeriod.isEmpty()) {
      return List.of();
    }
    List<Known> taken =
        nextPeriod.stream()
            .filter(known -> known.change.askedOn().isBefore(date))
            .filter(known -> condition.test(known.change))
            .toList();
    nextPeriod.removeAll(taken);
    taken.stream().filter(known -> !hasResumedBy(date, known)).forEach(known -> begin(date, known));
    sort();
    return taken.stream().map(Known::change).toList();
  }

  /** Whether what was asked for in a pause holds since the end of that pause. */
  private boolean hasResumedBy(LocalDate date, Known known) {
    return effective.stream()
        .anyMatch(change -> change.known.equals(known) && !change.from.isAfter(date));
  }

  /** A period that begins inside a pause takes what would have waited for its end. */
  private void begin(LocalDate date, Known known) {
    effective.removeIf(change -> change.known.equals(known));
    takeEffect(date, known);
  }

  /** The first date on or after which a waiting change may take effect, or null. */
  @Nullable LocalDate waitingSince() {
    return nextPeriod.stream()
        .map(known -> known.change.askedOn())
        .min(LocalDate::compareTo)
        .orElse(null);
  }

  /** The last word on the plan after a change that has a date, among those that wait; or null. */
  @Nullable TermsChange waitingPlan(TermsChange dated) {
    LocalDate date = dated.date();
    return nextPeriod.stream()
        .map(Known::change)
        .filter(change -> change.plan() != null && change.until() == null)
        .filter(change -> change.sequence() > dated.sequence())
        .filter(change -> date != null && change.askedOn().isBefore(date))
        .max(Comparator.comparingInt(TermsChange::sequence))
        .orElse(null);
  }

  /** What a nominal period costs on a date, discounts taken off. */
  Price at(LocalDate date) {
    return discounts.applyTo(listPriceAt(date), date);
  }

  private Price listPriceAt(LocalDate date) {
    Price price = terms.price();
    TermsChange.Plan lastingPlan = null;
    for (Effective effect : effective) {
      if (effect.isLasting() && effect.holdsOn(date)) {
        price = effect.known.applyTo(price);
        TermsChange.Plan plan = effect.change().plan();
        lastingPlan = plan == null ? lastingPlan : plan;
      }
    }
    for (Effective effect : effective) {
      if (!effect.isLasting() && effect.holdsOn(date) && fits(effect.change(), lastingPlan)) {
        price = effect.known.applyTo(price);
      }
    }
    return price;
  }

  /** A temporary plan gives way to a lasting one with another interval. */
  private boolean fits(TermsChange temporary, TermsChange.@Nullable Plan lasting) {
    TermsChange.Plan plan = temporary.plan();
    return plan == null
        || (lasting == null
            ? plan.unit() == terms.unit() && plan.count() == terms.count()
            : plan.unit() == lasting.unit() && plan.count() == lasting.count());
  }

  /** The first date after {@code date} on which another price holds, or null. */
  @Nullable LocalDate nextChangeAfter(LocalDate date) {
    Price price = at(date);
    return Stream.concat(effective.stream().flatMap(PriceHistory::turns), discounts.turns())
        .filter(turn -> turn.isAfter(date))
        .sorted()
        .filter(turn -> !at(turn).equals(price))
        .findFirst()
        .orElse(null);
  }

  private static Stream<LocalDate> turns(Effective effect) {
    return Stream.concat(Stream.of(effect.from), Stream.ofNullable(effect.change().until()));
  }

  private void sort() {
    effective.sort(
        Comparator.comparing(Effective::from)
            .thenComparingInt(effect -> effect.change().sequence())
            // Prices of one plan come in the order of their own dates.
            .thenComparing(effect -> effect.change().askedOn()));
  }
}
