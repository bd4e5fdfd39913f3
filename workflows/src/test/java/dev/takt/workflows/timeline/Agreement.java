package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.timeline.ReckonedDay.State;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds a {@link Timeline} against the {@link Reckoning}, day by day and øre by øre. */
public final class Agreement {
  private static final int BEYOND = 400;

  private final Terms terms;
  private final Changes changes;
  private final LocalDate until;
  private final Reckoning reckoning;
  private final Map<LocalDate, ReckonedDay> days = new HashMap<>();

  private Agreement(Terms terms, Changes changes, LocalDate until) {
    this.terms = terms;
    this.changes = changes;
    this.until = until;
    this.reckoning = Reckoning.of(terms, changes, until.plusDays(BEYOND));
    reckoning.days().forEach(day -> days.put(day.date(), day));
  }

  /** Fails where the two disagree on a day before {@code until}. */
  public static void check(Terms terms, Changes changes, LocalDate until) {
    Agreement agreement = new Agreement(terms, changes, until);
    agreement.checkEnd();
    agreement.checkSegments();
    agreement.checkPeriods();
    agreement.checkCurrent();
  }

  private void checkEnd() {
    same("the end", Timeline.of(terms, changes).end(), reckoning.end());
  }

  private void checkSegments() {
    LocalDate date = terms.startDate();
    for (Segment segment :
        Timeline.of(terms, changes).segments(until, List.of(), terms.startDate())) {
      same("where a segment starts", segment.period().from(), date);
      if (segment.period().days() == 0) {
        throw new AssertionError("empty " + segment);
      }
      long amount = 0;
      while (date.isBefore(segment.period().to())) {
        amount += checkDay(segment, day(date));
        date = date.plusDays(1);
      }
      same("the amount of " + segment, segment.amount(), amount);
    }
    LocalDate stop = until;
    while (stop.isAfter(date)) {
      stop = stop.minusDays(1);
      same("what comes after the last segment, on " + stop, State.ENDED, day(stop).state());
    }
  }

  private static long checkDay(Segment segment, ReckonedDay day) {
    String what = day.date() + " in " + segment;
    same("the kind of " + what, segment.kind().name(), day.state().name());
    if (segment.kind() == Segment.Kind.PAUSED) {
      same("the pause of " + what, segment.pauseId(), pauseOf(day));
    }
    if (segment.kind() != Segment.Kind.ACTIVE) {
      same("the nominal period of " + what, segment.nominal(), null);
      return 0;
    }
    Slot slot = Reckoning.slot(day);
    Period nominal = segment.nominal();
    same(
        "the nominal start of " + what,
        nominal == null ? null : nominal.from(),
        slot.nominalStart());
    same("the price of " + what, segment.price(), slot.price());
    return slot.amount();
  }

  /** All days of service that the nominal periods give, and no others. */
  private void checkPeriods() {
    boolean open = changes.pauses().stream().anyMatch(pause -> pause.to() == null);
    Map<LocalDate, Slot> slots = new HashMap<>();
    Timeline.of(terms, changes)
        .periodsFrom(terms.startDate())
        .takeWhile(period -> period.start().isBefore(until))
        .forEach(period -> period.active().forEach(span -> place(period, span, slots)));
    for (ReckonedDay day : reckoning.active()) {
      Slot given = slots.remove(day.date());
      if (day.date().isBefore(until) && (given != null || !open)) {
        same("the place of " + day.date(), given, day.slot());
      }
    }
    slots.keySet().removeIf(date -> !date.isBefore(until));
    same("days of service that are none", slots, Map.of());
  }

  private static void place(NominalPeriod period, Span span, Map<LocalDate, Slot> slots) {
    for (int i = 0; i < span.length(); i++) {
      Slot slot = new Slot(period.start(), period.days(), span.position() + i, span.price());
      if (slots.put(span.from().plusDays(i), slot) != null) {
        throw new AssertionError(span.from().plusDays(i) + " is served twice, in " + period);
      }
    }
  }

  /** On a sample of days: the period now running, and when it is over. */
  private void checkCurrent() {
    Timeline timeline = Timeline.of(terms, changes);
    for (int i = 0; i < reckoning.days().size() - BEYOND; i += 41) {
      ReckonedDay day = reckoning.days().get(i);
      Period current = timeline.currentPeriod(day.date());
      if (day.state() == State.ACTIVE) {
        same("whether there is a period on " + day.date(), current != null, true);
      } else {
        same("the current period on " + day.date() + ", " + day.state(), current, null);
      }
      if (current != null && !current.contains(day.date())) {
        throw new AssertionError(day.date() + " is not in " + current);
      }
    }
  }

  private ReckonedDay day(LocalDate date) {
    ReckonedDay day = days.get(date);
    if (day == null) {
      throw new AssertionError("the timeline goes too far: " + date + ", asked until " + until);
    }
    return day;
  }

  private static String pauseOf(ReckonedDay day) {
    PauseChain chain = day.chain();
    return chain == null ? "none" : chain.linkAt(day.date()).id();
  }

  private static void same(String what, @Nullable Object timeline, @Nullable Object reckoned) {
    if (!Objects.equals(timeline, reckoned)) {
      throw new AssertionError(
          what + ": the timeline says " + timeline + ", the reckoning " + reckoned);
    }
  }
}
