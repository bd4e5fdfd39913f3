package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.NaiveRhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.timeline.ReckonedDay.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lives through a subscription one day at a time, as a patient clerk with a calendar would, and
 * knows nothing of its end. Naive on purpose: it is the other opinion on what {@link Timeline}
 * says.
 */
final class DayWalk {
  /**
   * A day that was bought or could have been, and is not lived.
   *
   * @param date the date it would have had
   * @param pricedOn the date whose price it has
   * @param chain what took it, or null where the end did
   */
  record Unused(LocalDate date, LocalDate pricedOn, Slot slot, @Nullable PauseChain chain) {
    @Nullable String pauseId() {
      return chain == null ? null : chain.linkAt(date).id();
    }
  }

  private final Terms terms;
  private final List<PauseChain> chains;
  private final List<TermsChange> pending;
  private final List<RhythmChange> rhythms;

  /** What a plan announced, and which plan it was. */
  private final Map<TermsChange, String> onlyOn = new HashMap<>();

  private final List<Unused> unused = new ArrayList<>();

  /** A change that lasts for a while, and since when. */
  private record Temporary(LocalDate from, TermsChange change) {}

  private final List<Temporary> temporaries = new ArrayList<>();

  private LocalDate today;
  private int trialLeft;
  private boolean paid;
  private RhythmUnit unit;
  private int count;
  private RhythmUnit planUnit;
  private int planCount;
  private Price price;

  private NaiveRhythm rhythm;
  private int index;
  private int period;
  private LocalDate nominalStart;
  private int days;
  private int position;
  private LocalDate periodEnd;

  /** The chain with RESTART or EXTEND that has stopped the clock, or null while it runs. */
  private @Nullable PauseChain halt;

  /** When the period that runs was opened. */
  private LocalDate openedOn;

  /** Whether a period is first of use today that a pause with EXTEND has kept whole. */
  private boolean keptWhole;

  DayWalk(Terms terms, Changes changes) {
    this.terms = terms;
    this.chains = PauseChain.of(changes.pauses());
    this.pending = new ArrayList<>(changes.terms());
    pending.sort(Comparator.comparingInt(TermsChange::sequence));
    this.rhythms = new ArrayList<>(changes.rhythms());
    this.today = terms.startDate();
    this.openedOn = today;
    this.trialLeft = terms.trialDays();
    this.unit = terms.unit();
    this.count = terms.count();
    this.planUnit = unit;
    this.planCount = count;
    this.price = terms.price();
    this.rhythm = NaiveRhythm.at(unit, count, today);
    this.nominalStart = today;
    this.periodEnd = today;
  }

  List<Unused> unused() {
    return unused;
  }

  /** Lives through today and goes to bed. */
  ReckonedDay live() {
    PauseChain chain = chains.stream().filter(c -> c.contains(today)).findFirst().orElse(null);
    if (!paid && trialLeft > 0) {
      return trialDay(chain);
    }
    if (paid) {
      turnOfPeriod();
    } else {
      startPaying();
    }
    if (chain != null && chain.from().equals(today)) {
      halt(chain);
    }
    State state = chain == null ? State.ACTIVE : State.PAUSED;
    Slot slot =
        halt == null ? new Slot(nominalStart, days, position, priceWith(today, price)) : null;
    if (chain != null && slot != null) {
      unused.add(new Unused(today, today, slot, chain));
    }
    ReckonedDay day = new ReckonedDay(today, state, period, slot, chain);
    if (halt == null) {
      position++;
    }
    today = today.plusDays(1);
    return day;
  }

  /**
   * What is not lived when the end comes today: the rest of the running period, and the period that
   * would have begun today and may be billed already.
   */
  List<Unused> leftover() {
    List<Unused> left = new ArrayList<>(rest());
    int running = period;
    if (paid) {
      turnOfPeriod();
    } else if (trialLeft == 0) {
      startPaying();
    }
    if (period != running) {
      left.addAll(rest());
    }
    return left;
  }

  private List<Unused> rest() {
    List<Unused> rest = new ArrayList<>();
    if (paid && (halt == null || halt.after() == AfterPause.EXTEND)) {
      for (int p = position; p < days; p++) {
        LocalDate then = today.plusDays(p - position);
        Slot slot = new Slot(nominalStart, days, p, priceOn(then));
        rest.add(new Unused(then, then, slot, null));
      }
    }
    return rest;
  }

  private ReckonedDay trialDay(@Nullable PauseChain chain) {
    ReckonedDay day =
        new ReckonedDay(today, chain == null ? State.TRIAL : State.PAUSED, period, null, chain);
    take(due(false), false);
    if (chain == null) {
      trialLeft--;
    }
    today = today.plusDays(1);
    return day;
  }

  /** The first paid day. */
  private void startPaying() {
    paid = true;
    take(
        pending.stream()
            .filter(change -> change.when() == TermsChange.When.ON_DATE)
            .filter(change -> dateOf(change).isBefore(today))
            .toList(),
        false);
    rhythm = NaiveRhythm.startingAt(unit, count, today, terms.anchorDay());
    adoptOtherRhythm();
    openPeriod(rhythm.indexAt(today));
    changeTerms(true);
  }

  private void turnOfPeriod() {
    boolean opened = false;
    keptWhole = false;
    if (halt != null && halt.endsOn(today)) {
      boolean restart = halt.after() == AfterPause.RESTART;
      keptWhole = !restart && halt.from().equals(openedOn);
      halt = null;
      rhythms.removeIf(change -> change.askedOn().isBefore(today));
      if (restart) {
        rhythm = NaiveRhythm.at(unit, count, today);
        openPeriod(0);
        opened = true;
      } else {
        periodEnd = today.plusDays((long) days - position);
        rhythm = NaiveRhythm.at(unit, count, periodEnd);
        index = -1;
      }
    } else if (halt == null && today.equals(periodEnd)) {
      openPeriod(adoptOtherRhythm() ? rhythm.indexAt(today) : index + 1);
      opened = true;
    }
    changeTerms(opened);
  }

  private void changeTerms(boolean opened) {
    boolean stopped = halt != null && halt.after() == AfterPause.RESTART;
    TermsChange word = stopped ? null : lastWordOnPlan(opened);
    boolean cut = word != null && !hasRhythm(word);
    if (cut) {
      // The running period ends here: what waited for its end comes first.
      adoptOtherRhythm();
    }
    List<TermsChange> due = new ArrayList<>(due(opened || cut));
    if (word != null && !cut) {
      due.addAll(saidBefore(word, due));
    }
    take(due, opened || cut);
    if (cut) {
      boolean hasMonthDay = rhythm.unit() == RhythmUnit.MONTH || rhythm.unit() == RhythmUnit.YEAR;
      int dayOfMonth =
          hasMonthDay && rhythm.boundary(rhythm.indexAt(today)).equals(today)
              ? rhythm.dayOfMonth()
              : today.getDayOfMonth();
      rhythm = new NaiveRhythm(unit, count, today, dayOfMonth);
      openPeriod(0);
    }
  }

  /**
   * Where a plan with another rhythm is to take over today: the last that was said about the plan,
   * be it with this date or for the next period; null where there is none.
   */
  private @Nullable TermsChange lastWordOnPlan(boolean opened) {
    boolean other = due(opened).stream().anyMatch(change -> !hasRhythm(change));
    return other
        ? inOrder(due(true)).stream()
            .filter(change -> change.plan() != null && change.until() == null)
            .reduce((_, later) -> later)
            .orElseThrow()
        : null;
  }

  /** What waits for the next period and was said about the plan by then: it counts from today. */
  private List<TermsChange> saidBefore(TermsChange word, List<TermsChange> due) {
    return due(true).stream()
        .filter(change -> !due.contains(change))
        .filter(change -> change.plan() != null && change.until() == null)
        .filter(change -> change.sequence() <= word.sequence())
        .filter(change -> word.when() == TermsChange.When.NEXT_PERIOD)
        .toList();
  }

  /** Changes whose day has come; those for the next period only where one begins. */
  private List<TermsChange> due(boolean periodBegins) {
    return pending.stream().filter(change -> isDue(change, periodBegins)).toList();
  }

  private boolean isDue(TermsChange change, boolean periodBegins) {
    return switch (change.when()) {
      case ON_DATE -> !dateOf(change).isAfter(today);
      case NEXT_PERIOD ->
          (change.askedOn().isBefore(today) && (periodBegins || (keptWhole && hasRhythm(change))))
              || (!onlyOn.containsKey(change)
                  && hasRhythm(change)
                  && comesOutOfPause(change.askedOn()));
    };
  }

  /** Whether it leaves the rhythm as it is; another one begins on a boundary only. */
  private boolean hasRhythm(TermsChange change) {
    TermsChange.Plan plan = change.plan();
    return plan == null || change.until() != null || (plan.unit() == unit && plan.count() == count);
  }

  /** What is asked for during a pause holds for the first period after it, however short. */
  private boolean comesOutOfPause(LocalDate askedOn) {
    return chains.stream()
        .anyMatch(
            chain ->
                chain.endsOn(today)
                    && chain.after() == AfterPause.KEEP_DATES
                    && chain.contains(askedOn));
  }

  private void take(List<TermsChange> changes, boolean periodBegins) {
    pending.removeAll(changes);
    List<TermsChange> left = new ArrayList<>(inOrder(changes));
    while (!left.isEmpty()) {
      TermsChange change = left.removeFirst();
      if (change.until() != null) {
        temporaries.add(
            new Temporary(
                change.when() == TermsChange.When.ON_DATE ? dateOf(change) : today, change));
        continue;
      }
      String only = onlyOn.get(change);
      if (only == null || only.equals(price.planId())) {
        price = change.applyTo(price);
      }
      TermsChange.Plan plan = change.plan();
      if (plan != null) {
        unit = plan.unit();
        count = plan.count();
        planUnit = unit;
        planCount = count;
        for (TermsChange announced : announced(change, plan)) {
          (isDue(announced, periodBegins) ? left : pending).add(announced);
        }
        left = new ArrayList<>(inOrder(left));
      }
    }
  }

  /** The plan's price of the day, and those that are known for later, each asked for on its eve. */
  private List<TermsChange> announced(TermsChange change, TermsChange.Plan plan) {
    LocalDate from = change.when() == TermsChange.When.ON_DATE ? dateOf(change) : today;
    List<TermsChange> later = new ArrayList<>();
    for (ListPrice one : plan.later()) {
      if (!one.from().isAfter(from)) {
        price = priced(one);
      } else if (one.reach() != ListPrice.Reach.NEW_ONLY) {
        boolean dated = one.reach() == ListPrice.Reach.ON_DATE;
        TermsChange announced =
            new TermsChange(
                change.id() + "@" + one.from(),
                change.sequence(),
                one.from().minusDays(1),
                dated ? TermsChange.When.ON_DATE : TermsChange.When.NEXT_PERIOD,
                dated ? one.from() : null,
                one.tiers() == null ? one.unitPrice() : null,
                null,
                null,
                null,
                one.tiers());
        onlyOn.put(announced, plan.planId());
        later.add(announced);
      }
    }
    return later;
  }

  private Price priced(ListPrice list) {
    return new Price(
        price.planId(),
        price.name(),
        list.unitPrice(),
        price.quantity(),
        price.vatRate(),
        price.includesVat(),
        List.of(),
        list.tiers());
  }

  /** By the day they take effect, and on the same day by sequence. */
  private List<TermsChange> inOrder(List<TermsChange> changes) {
    return changes.stream()
        .sorted(
            Comparator.<TermsChange, LocalDate>comparing(
                    change -> change.when() == TermsChange.When.ON_DATE ? dateOf(change) : today)
                .thenComparingInt(TermsChange::sequence))
        .toList();
  }

  private boolean adoptOtherRhythm() {
    List<RhythmChange> due =
        rhythms.stream().filter(change -> change.askedOn().isBefore(today)).toList();
    if (due.isEmpty()) {
      return false;
    }
    rhythms.removeAll(due);
    rhythm = NaiveRhythm.like(due.getLast().rhythm());
    unit = rhythm.unit();
    count = rhythm.count();
    return true;
  }

  private void openPeriod(int newIndex) {
    index = newIndex;
    nominalStart = rhythm.boundary(index);
    periodEnd = rhythm.boundary(index + 1);
    days = (int) (periodEnd.toEpochDay() - nominalStart.toEpochDay());
    position = (int) (today.toEpochDay() - nominalStart.toEpochDay());
    openedOn = today;
    period++;
  }

  private void halt(PauseChain chain) {
    if (chain.after() == AfterPause.KEEP_DATES) {
      return;
    }
    halt = chain;
    if (chain.after() == AfterPause.RESTART) {
      for (int p = position; p < days; p++) {
        LocalDate then = today.plusDays(p - position);
        Slot slot = new Slot(nominalStart, days, p, priceWith(today, price));
        unused.add(new Unused(then, today, slot, chain));
      }
      period++;
    }
  }

  /** The price that a day would have had that is not lived. */
  private Price priceOn(LocalDate then) {
    Price result = price;
    for (TermsChange change : pending) {
      if (change.when() == TermsChange.When.ON_DATE
          && change.until() == null
          && !dateOf(change).isAfter(then)) {
        result = change.applyTo(result);
      }
    }
    return priceWith(then, result);
  }

  /** What is lasting, and over it what is temporary, the later-starting last. */
  private Price priceWith(LocalDate then, Price lasting) {
    Price result = lasting;
    List<Temporary> all = new ArrayList<>(temporaries);
    for (TermsChange change : pending) {
      if (change.when() == TermsChange.When.ON_DATE && change.until() != null) {
        all.add(new Temporary(dateOf(change), change));
      }
    }
    all.sort(
        Comparator.comparing(Temporary::from)
            .thenComparingInt(temporary -> temporary.change.sequence()));
    for (Temporary temporary : all) {
      TermsChange.Plan plan = temporary.change.plan();
      LocalDate until = Objects.requireNonNull(temporary.change.until());
      if (!then.isBefore(temporary.from)
          && then.isBefore(until)
          && (plan == null || (plan.unit() == planUnit && plan.count() == planCount))) {
        result = temporary.change.applyTo(result);
      }
    }
    return result;
  }

  private static LocalDate dateOf(TermsChange change) {
    LocalDate date = change.date();
    if (date == null) {
      throw new IllegalArgumentException("no date: " + change);
    }
    return date;
  }
}
