package dev.takt.workflows.timeline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which price holds on which date, as far as a walk along the timeline has resolved it. */
final class PriceHistory {
  private record Effective(LocalDate from, TermsChange change) {}

  private final Price first;
  private final List<Effective> effective = new ArrayList<>();
  private final List<TermsChange> nextPeriod = new ArrayList<>();

  PriceHistory(Terms terms, List<TermsChange> changes, List<PauseRun> pauses) {
    this.first = terms.price();
    for (TermsChange change : changes) {
      LocalDate from =
          change.when() == TermsChange.When.ON_DATE
              ? change.date()
              : resumeAfter(change, terms, pauses);
      if (from == null) {
        nextPeriod.add(change);
      } else {
        effective.add(new Effective(from, change));
      }
    }
    sort();
  }

  /**
   * The resume day, for what was asked for the next period while paused: that period is the one
   * that the pause ends with. Null where the next period is one that starts on a boundary.
   */
  private static @Nullable LocalDate resumeAfter(
      TermsChange change, Terms terms, List<PauseRun> pauses) {
    TermsChange.Plan plan = change.plan();
    if (plan != null && (plan.unit() != terms.unit() || plan.count() != terms.count())) {
      return null;
    }
    return pauses.stream()
        .filter(run -> run.contains(change.askedOn()))
        .filter(run -> run.afterPause() == AfterPause.KEEP_DATES)
        .map(PauseRun::to)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /**
   * Takes what waited for a period that starts on {@code date} into effect, and says what it was.
   */
  List<TermsChange> startPeriod(LocalDate date) {
    return startPeriod(date, change -> true);
  }

  /** The same for the changes that a condition holds for. */
  List<TermsChange> startPeriod(LocalDate date, Predicate<TermsChange> condition) {
    if (nextPeriod.isEmpty()) {
      return List.of();
    }
    List<TermsChange> taken =
        nextPeriod.stream()
            .filter(change -> change.askedOn().isBefore(date))
            .filter(condition)
            .toList();
    taken.forEach(change -> effective.add(new Effective(date, change)));
    nextPeriod.removeAll(taken);
    sort();
    return taken;
  }

  /** The first date on or after which a waiting change may take effect, or null. */
  @Nullable LocalDate waitingSince() {
    return nextPeriod.stream().map(TermsChange::askedOn).min(LocalDate::compareTo).orElse(null);
  }

  Price at(LocalDate date) {
    Price price = first;
    for (Effective change : effective) {
      if (!change.from.isAfter(date)) {
        price = change.change.applyTo(price);
      }
    }
    return price;
  }

  /** The first date after {@code date} on which another price may hold, or null. */
  @Nullable LocalDate nextChangeAfter(LocalDate date) {
    return effective.stream()
        .map(Effective::from)
        .filter(from -> from.isAfter(date))
        .findFirst()
        .orElse(null);
  }

  private void sort() {
    effective.sort(
        Comparator.comparing(Effective::from).thenComparingInt(effect -> effect.change.sequence()));
  }
}
