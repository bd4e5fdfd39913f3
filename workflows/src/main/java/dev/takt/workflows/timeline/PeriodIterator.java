package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.calendar.Rhythm;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks along a subscription's time, one nominal period after the other, as if it never ended.
 *
 * <p>Within a nominal period it keeps two clocks: the date, and the position in the period. A pause
 * that keeps the dates lets both run; one that extends stops the position; one that restarts ends
 * the period.
 */
final class PeriodIterator {
  private final List<PauseRun> runs;
  private final PriceHistory prices;
  private final RhythmHistory rhythms;
  private final LocalDate horizon;
  private final @Nullable LocalDate trialEnd;
  private LocalDate date;
  private boolean over;

  /**
   * @param horizon while a pause is open, periods that start later are not given
   */
  PeriodIterator(Terms terms, Changes changes, DiscountHistory discounts, LocalDate horizon) {
    this.runs = PauseRun.of(changes.pauses());
    this.prices = new PriceHistory(terms, changes.terms(), runs, discounts);
    this.horizon = horizon;
    this.trialEnd = endOfTrial(terms);
    this.over = trialEnd == null;
    this.date = trialEnd == null ? terms.startDate() : trialEnd;
    this.rhythms = new RhythmHistory(terms, changes, prices, date);
  }

  /** The first day after the trial; null while an open pause keeps it still. */
  @Nullable LocalDate trialEnd() {
    return trialEnd;
  }

  private @Nullable LocalDate endOfTrial(Terms terms) {
    LocalDate day = terms.startDate();
    int left = terms.trialDays();
    for (PauseRun run : runs) {
      if (left == 0 || !run.from().isBefore(day.plusDays(left))) {
        break;
      }
      if (run.to() == null) {
        return null;
      }
      left -= Period.days(day, run.from());
      day = run.to();
    }
    return day.plusDays(left);
  }

  /**
   * Goes to the nominal period that {@code target} lies in, without walking where nothing changes.
   */
  void skipTo(LocalDate target) {
    if (over) {
      return;
    }
    rhythms.startPeriod(date);
    LocalDate limit = target;
    for (PauseRun run : runs) {
      if (run.to() == null || run.to().isAfter(date)) {
        limit = earlier(limit, run.from());
        break;
      }
    }
    limit = earlier(limit, rhythms.nextCut());
    limit = earlier(limit, prices.waitingSince());
    limit = earlier(limit, rhythms.waitingSince());
    if (limit.isAfter(date)) {
      LocalDate boundary = rhythms.current().periodAt(limit).from();
      if (boundary.isAfter(date)) {
        date = boundary;
      }
    }
  }

  /** The next nominal period, or null when an open pause leaves none. */
  @Nullable NominalPeriod next() {
    if (over || startsBeyondHorizon()) {
      return null;
    }
    rhythms.startPeriod(date);
    Period nominal = rhythms.current().periodAt(date);
    return new Stretch(nominal.from(), nominal.days(), Period.days(nominal.from(), date)).walk();
  }

  /** Walks past a date: the rhythm that holds for the next nominal period then. */
  Rhythm rhythmAfter(LocalDate day) {
    skipTo(day);
    while (!date.isAfter(day) && next() != null) {
      // The walk itself is what counts.
    }
    if (!over) {
      rhythms.startPeriod(date);
    }
    return rhythms.current();
  }

  private boolean startsBeyondHorizon() {
    return date.isAfter(horizon) && runs.stream().anyMatch(run -> run.isOpenAt(date));
  }

  private static LocalDate earlier(LocalDate one, @Nullable LocalDate other) {
    return other == null || one.isBefore(other) ? one : other;
  }

  /** One nominal period being walked through. */
  private final class Stretch {
    private final LocalDate start;
    private final int days;
    private final List<Span> spans = new ArrayList<>();
    private int position;
    private boolean extended;

    Stretch(LocalDate start, int days, int position) {
      this.start = start;
      this.days = days;
      this.position = position;
    }

    NominalPeriod walk() {
      while (position < days) {
        LocalDate cut = rhythms.nextCut();
        LocalDate stop = date.plusDays(days - position);
        LocalDate limit = earlier(stop, cut);
        PauseRun run = nextRun(limit);
        if (run == null) {
          use(Span.Use.ACTIVE, limit, null);
        } else {
          if (date.isBefore(run.from())) {
            use(Span.Use.ACTIVE, run.from(), null);
          }
          switch (run.afterPause()) {
            case KEEP_DATES -> {
              use(Span.Use.PAUSED, earlier(limit, run.to()), run);
              if (date.equals(run.to())) {
                rhythms.resume(date);
              }
            }
            case EXTEND -> {
              if (cut != null && (run.to() == null || cut.isBefore(run.to()))) {
                if (rhythms.isCut()) {
                  return cutAt(cut);
                }
                continue;
              }
              if (run.to() == null) {
                rest(Span.Use.FROZEN, run);
                over = true;
                return finished();
              }
              date = run.to();
              extended = true;
              rhythms.dropAskedBefore(date);
              if (spans.isEmpty()) {
                prices.startPeriod(date, rhythms::isKeptBy);
              }
              continue;
            }
            case RESTART -> {
              return restartAfter(run);
            }
          }
        }
        if (cut != null && date.equals(cut) && position < days && rhythms.isCut()) {
          return cutAt(cut);
        }
      }
      if (extended) {
        rhythms.anchorAt(date);
      }
      return finished();
    }

    private @Nullable PauseRun nextRun(LocalDate limit) {
      for (PauseRun run : runs) {
        if ((run.to() == null || run.to().isAfter(date)) && run.from().isBefore(limit)) {
          return run;
        }
      }
      return null;
    }

    private NominalPeriod restartAfter(PauseRun run) {
      LocalDate from = date;
      rest(Span.Use.PAUSED, run);
      NominalPeriod cutShort = new NominalPeriod(start, days, from, spans);
      if (run.to() == null) {
        over = true;
      } else {
        date = run.to();
        rhythms.dropAskedBefore(date);
        rhythms.anchorAt(date);
      }
      return cutShort;
    }

    private NominalPeriod cutAt(LocalDate cut) {
      rest(Span.Use.CUT, null);
      NominalPeriod cutShort = new NominalPeriod(start, days, cut, spans);
      date = cut;
      return cutShort;
    }

    private NominalPeriod finished() {
      return new NominalPeriod(start, days, date, spans);
    }

    /** Uses the days up to {@code to}: both clocks run. */
    private void use(Span.Use use, LocalDate to, @Nullable PauseRun run) {
      int length = Period.days(date, to);
      add(use, date, position, length, run, null);
      position += length;
      date = to;
    }

    /**
     * Says what becomes of all that is left of the period; the date stays. What is given up keeps
     * the price that it had: no later change reprices it.
     */
    private void rest(Span.Use use, @Nullable PauseRun run) {
      Price price = prices.at(use == Span.Use.CUT ? date.minusDays(1) : date);
      add(use, date, position, days - position, run, price);
      position = days;
    }

    /**
     * Adds days, apart where another price or another pause takes over.
     *
     * @param fixed the price of all of them, or null for the one that holds on each date
     */
    private void add(
        Span.Use use,
        LocalDate from,
        int at,
        int length,
        @Nullable PauseRun run,
        @Nullable Price fixed) {
      LocalDate day = from;
      LocalDate to = from.plusDays(length);
      int place = at;
      while (day.isBefore(to)) {
        LocalDate next = earlier(to, fixed == null ? prices.nextChangeAfter(day) : null);
        next = earlier(next, run == null ? null : run.nextPauseAfter(day));
        int part = Period.days(day, next);
        Price price = fixed == null ? prices.at(day) : fixed;
        spans.add(new Span(day, place, part, price, use, run == null ? null : run.at(day).id()));
        place += part;
        day = next;
      }
    }
  }
}
