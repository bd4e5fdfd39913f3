package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.Rhythm;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rhythm holds, as far as a walk along the timeline has resolved it. */
final class RhythmHistory {
  private final PriceHistory prices;
  private final List<TermsChange> plans;
  private final List<RhythmChange> changes;
  private Rhythm rhythm;

  /**
   * @param firstDay the first paid day
   */
  RhythmHistory(Terms terms, Changes changes, PriceHistory prices, LocalDate firstDay) {
    this.prices = prices;
    this.plans = new ArrayList<>(changes.datedPlans());
    this.changes = new ArrayList<>(changes.rhythms());
    this.rhythm = first(terms, firstDay);
  }

  /** That of the plan that it is on when its paid time begins, on the day that was agreed to. */
  private Rhythm first(Terms terms, LocalDate day) {
    Rhythm first = Rhythm.startingAt(terms.unit(), terms.count(), day, terms.anchorDay());
    while (!plans.isEmpty() && dateOf(plans.getFirst()).isBefore(day)) {
      TermsChange.Plan plan = planOf(plans.removeFirst());
      first = Rhythm.startingAt(plan.unit(), plan.count(), day, terms.anchorDay());
    }
    return first;
  }

  /** The rhythm of the nominal period that runs. */
  Rhythm current() {
    return rhythm;
  }

  /** The same interval, with a boundary on a date. */
  void anchorAt(LocalDate date) {
    rhythm = Rhythm.anchoredAt(rhythm.unit(), rhythm.count(), date);
  }

  /**
   * Takes into effect what waited for a nominal period that starts on {@code date}. A group's
   * rhythm first: a plan whose interval is another was asked for by who is in none any more, and
   * has the last word. Of several plans for this day the later word counts.
   */
  void startPeriod(LocalDate date) {
    while (!changes.isEmpty() && changes.getFirst().askedOn().isBefore(date)) {
      rhythm = changes.removeFirst().rhythm();
    }
    List<TermsChange> today =
        new ArrayList<>(prices.startPeriod(date, change -> !waitsForResume(change, date)));
    while (!plans.isEmpty() && !dateOf(plans.getFirst()).isAfter(date)) {
      TermsChange change = plans.removeFirst();
      if (dateOf(change).isBefore(date)) {
        take(planOf(change), date);
      } else {
        today.add(change);
      }
    }
    today.stream()
        .filter(change -> change.plan() != null && change.until() == null)
        .max(Comparator.comparingInt(TermsChange::sequence))
        .ifPresent(change -> take(planOf(change), date));
  }

  /** A plan that was asked for during a pause, and keeps the rhythm, begins when service does. */
  private boolean waitsForResume(TermsChange change, LocalDate date) {
    LocalDate resume = change.plan() == null ? null : prices.resumeAfter(change);
    return resume != null && resume.isAfter(date) && isKeptBy(change);
  }

  /** Takes into effect what was asked for during a pause that ends on {@code date}. */
  void resume(LocalDate date) {
    prices.startPeriod(
        date,
        change ->
            change.plan() != null && date.equals(prices.resumeAfter(change)) && isKeptBy(change));
  }

  private void take(TermsChange.Plan plan, LocalDate date) {
    if (differs(plan)) {
      boolean keepsDay = rhythm.hasDayOfMonth() && rhythm.periodAt(date).from().equals(date);
      int day = keepsDay ? rhythm.dayOfMonth() : date.getDayOfMonth();
      rhythm = new Rhythm(plan.unit(), plan.count(), date, day);
    }
  }

  /** A pause that moves the dates was planned after a group was left: it anchors them anew. */
  void dropAskedBefore(LocalDate resumed) {
    changes.removeIf(change -> change.askedOn().isBefore(resumed));
  }

  /** The day on which the first of the rhythms of groups was asked for that wait, or null. */
  @Nullable LocalDate waitingSince() {
    return changes.isEmpty() ? null : changes.getFirst().askedOn();
  }

  /** Whether a change leaves the rhythm as it is. */
  boolean isKeptBy(TermsChange change) {
    return change.plan() == null || change.until() != null || !differs(change.plan());
  }

  private boolean differs(TermsChange.Plan plan) {
    return plan.unit() != rhythm.unit() || plan.count() != rhythm.count();
  }

  /** When a plan with another rhythm is to cut what runs, or null. */
  @Nullable LocalDate nextCut() {
    TermsChange change = nextPlan();
    return change == null ? null : dateOf(change);
  }

  private @Nullable TermsChange nextPlan() {
    return plans.stream().filter(change -> !isKeptBy(change)).findFirst().orElse(null);
  }

  /**
   * Whether the plan of the next cut takes over there. It does not where a plan with the running
   * rhythm was asked for later, for the next period: that one holds from the day of the cut, and
   * the other is as if it had never been asked for.
   */
  boolean isCut() {
    TermsChange change = nextPlan();
    TermsChange later = change == null ? null : prices.waitingPlan(change);
    if (change == null || later == null || !isKeptBy(later)) {
      return change != null;
    }
    plans.remove(change);
    int last = later.sequence();
    prices.startPeriod(
        dateOf(change),
        waiting -> waiting.plan() != null && waiting.until() == null && waiting.sequence() <= last);
    return false;
  }

  private static TermsChange.Plan planOf(TermsChange change) {
    TermsChange.Plan plan = change.plan();
    if (plan == null) {
      throw new IllegalArgumentException("no plan: " + change);
    }
    return plan;
  }

  private static LocalDate dateOf(TermsChange change) {
    LocalDate date = change.date();
    if (date == null) {
      throw new IllegalArgumentException("no date: " + change);
    }
    return date;
  }
}
