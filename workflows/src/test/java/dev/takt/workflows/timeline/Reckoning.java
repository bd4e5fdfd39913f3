package dev.takt.workflows.timeline;

import dev.takt.workflows.timeline.ReckonedDay.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tests' own opinion on a subscription's time: one entry for each calendar day from the start.
 *
 * @param end the first day without service, or null
 * @param days up to the date asked for, {@code ENDED} ones included
 * @param unused days of nominal periods that a pause or the end took
 */
public record Reckoning(@Nullable LocalDate end, List<ReckonedDay> days, List<Lost> unused) {

  /**
   * A day that is not lived.
   *
   * @param pauseId the pause that took it, or null where the end did
   */
  public record Lost(Slot slot, @Nullable String pauseId) {}

  public static Reckoning of(Terms terms, Changes changes, LocalDate until) {
    LocalDate end = end(terms, changes);
    Changes inTime = end == null ? changes : withoutLater(changes, end);
    DayWalk walk = new DayWalk(terms, inTime);
    List<ReckonedDay> days = new ArrayList<>();
    LocalDate date = terms.startDate();
    while (date.isBefore(until) && (end == null || date.isBefore(end))) {
      days.add(walk.live());
      date = date.plusDays(1);
    }
    List<DayWalk.Unused> unused = new ArrayList<>(walk.unused());
    if (date.equals(end)) {
      unused.addAll(walk.leftover());
    }
    while (date.isBefore(until)) {
      days.add(new ReckonedDay(date, State.ENDED, 0, null, null));
      date = date.plusDays(1);
    }
    DiscountedDays discounted = DiscountedDays.of(terms, inTime, until);
    return new Reckoning(
        end,
        days.stream().map(discounted::on).toList(),
        unused.stream()
            .map(day -> new Lost(discounted.at(day.pricedOn(), day.slot()), takenBy(day, end)))
            .toList());
  }

  /** The end cuts everything after it: what would have changed then, does not. */
  private static Changes withoutLater(Changes changes, LocalDate end) {
    return changes.withTerms(
        changes.terms().stream()
            .filter(change -> change.date() == null || change.date().isBefore(end))
            .toList());
  }

  /**
   * Days that were bought before a pause with RESTART was asked for that reaches back behind them:
   * as they would be without it, from the period on that comes after the one it interrupts.
   */
  public static List<Lost> givenUp(Terms terms, Changes changes, LocalDate until) {
    LocalDate end = end(terms, changes);
    Set<String> there = new HashSet<>();
    List<Lost> lost = new ArrayList<>();
    for (PauseChain chain : PauseChain.of(changes.pauses())) {
      if (chain.after() == AfterPause.RESTART) {
        List<Pause> others =
            changes.pauses().stream().filter(pause -> !chain.links().contains(pause)).toList();
        Changes without = changes.withPauses(others).withCancellation(null);
        if (there.isEmpty()) {
          there.addAll(of(terms, changes, until).nominalPeriods());
        }
        int interrupted = -1;
        for (ReckonedDay day : of(terms, without, until).days()) {
          boolean taken = !day.date().isBefore(chain.from());
          interrupted = taken && interrupted < 0 ? day.period() : interrupted;
          boolean settled = chain.contains(day.date()) || !forfeits(chain.linkAt(day.date()));
          boolean isService = day.state() == State.ACTIVE && day.period() != interrupted;
          if (taken && settled && isService && !there.contains(nominalPeriod(slot(day)))) {
            lost.add(
                new Lost(
                    slot(day),
                    takenBy(new DayWalk.Unused(day.date(), day.date(), slot(day), chain), end)));
          }
        }
      }
    }
    return lost;
  }

  /** Days that were bought before an end was asked for that reaches back behind them. */
  public static List<Lost> pastEnd(Terms terms, Changes changes, LocalDate until) {
    if (end(terms, changes) == null) {
      return List.of();
    }
    Set<String> there = of(terms, changes, until).nominalPeriods();
    Reckoning without = of(terms, changes.withCancellation(null), until);
    return Stream.concat(
            without.days().stream().flatMap(day -> Stream.ofNullable(day.slot())),
            without.unused().stream().map(Lost::slot))
        .filter(slot -> !there.contains(nominalPeriod(slot)))
        .map(slot -> new Lost(slot, null))
        .toList();
  }

  /** Those that the timeline has, whatever becomes of them. */
  private Set<String> nominalPeriods() {
    Set<String> periods = new HashSet<>();
    for (ReckonedDay day : days) {
      if (day.slot() != null) {
        periods.add(nominalPeriod(day.slot()));
      }
    }
    unused.forEach(lost -> periods.add(nominalPeriod(lost.slot())));
    return periods;
  }

  private static String nominalPeriod(Slot slot) {
    return slot.nominalStart() + "/" + slot.days();
  }

  private static boolean forfeits(Pause pause) {
    return pause.settlement() == PauseSettlement.NONE;
  }

  /** The days of service. */
  public List<ReckonedDay> active() {
    return days.stream().filter(day -> day.state() == State.ACTIVE).toList();
  }

  /** What all days of service cost. */
  public long amount() {
    return active().stream().mapToLong(day -> slot(day).amount()).sum();
  }

  public static Slot slot(ReckonedDay day) {
    Slot slot = day.slot();
    if (slot == null) {
      throw new IllegalArgumentException("no place in a nominal period: " + day);
    }
    return slot;
  }

  /** The pause that took a day; none where the end cuts that pause before the day. */
  private static @Nullable String takenBy(DayWalk.Unused day, @Nullable LocalDate end) {
    PauseChain chain = day.chain();
    boolean cut = end != null && chain != null && chain.contains(end) && !day.date().isBefore(end);
    return cut ? null : day.pauseId();
  }

  private static @Nullable LocalDate end(Terms terms, Changes changes) {
    Cancellation cancellation = changes.cancellation();
    if (cancellation == null) {
      return null;
    }
    return switch (cancellation.when()) {
      case IMMEDIATELY -> cancellation.askedOn();
      case ON_DATE -> cancellation.date();
      case END_OF_PERIOD ->
          cancellation.askedOn().isBefore(terms.startDate())
              ? cancellation.askedOn()
              : endOfPeriod(terms, changes.withCancellation(null), cancellation.askedOn());
    };
  }

  /**
   * Lives on without the cancellation until the period it was asked in is over. One that a pause
   * without an end keeps from ever being over ends where that pause begins.
   */
  private static @Nullable LocalDate endOfPeriod(Terms terms, Changes changes, LocalDate askedOn) {
    DayWalk walk = new DayWalk(terms, changes);
    ReckonedDay day = walk.live();
    while (day.date().isBefore(askedOn)) {
      day = walk.live();
    }
    PauseChain chain = day.chain();
    boolean paid = day.period() > 0;
    if (chain != null && (chain.to() == null || (paid && chain.after() == AfterPause.RESTART))) {
      return askedOn;
    }
    int period = day.period();
    LocalDate limit = askedOn.plusYears(6);
    while (day.period() == period && day.date().isBefore(limit)) {
      day = walk.live();
    }
    PauseChain open = day.chain();
    return day.period() == period && open != null ? open.from() : day.date();
  }
}
