package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.calendar.Rhythm;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A subscription's time, as a pure function of its terms and changes: active segments, pauses and
 * the end. Nothing else decides what a customer owes for service.
 *
 * <p>One rule resolves all changes: the end cuts everything after it; a pause cuts what is active;
 * prices, quantities and rhythms apply to what is left.
 */
public final class Timeline {
  private final Terms terms;
  private final Changes changes;
  private final @Nullable LocalDate end;

  /** Those that take effect: the end cuts the others. */
  private final Changes changesInTime;

  private final DiscountHistory discounts;

  private Timeline(Terms terms, Changes changes) {
    this.terms = terms;
    this.changes = changes;
    this.end = resolveEnd();
    this.changesInTime = end == null ? changes : changes.withTerms(before(end, changes.terms()));
    this.discounts = DiscountHistory.of(terms, changesInTime);
  }

  public static Timeline of(Terms terms, Changes changes) {
    return new Timeline(terms, changes);
  }

  /** The first day without service, or null when no end is planned. */
  public @Nullable LocalDate end() {
    return end;
  }

  /**
   * The first day after the trial, which is the start without one; null while a pause without an
   * end keeps it still.
   */
  public @Nullable LocalDate trialEnd() {
    return new PeriodIterator(terms, changes, DiscountHistory.NONE, terms.startDate()).trialEnd();
  }

  /**
   * The nominal periods in order, beginning with the one that {@code date} lies in. Without an end
   * or an open pause there is no last one. While a pause is open, those up to the one that {@code
   * date} lies in are given.
   */
  public Stream<NominalPeriod> periodsFrom(LocalDate date) {
    return periods(date, date).dropWhile(period -> !period.to().isAfter(date));
  }

  /**
   * The nominal period that the books know by its start and its days. A short one may lie long
   * after its start, behind periods that start later: where a plan of longer periods began, or a
   * group was joined.
   */
  public Optional<NominalPeriod> period(LocalDate start, int days) {
    return lived(start, days).or(() -> givenUp(start, days));
  }

  /** One that a pause, or an end in the past, has taken whole since it was billed. */
  Optional<NominalPeriod> givenUp(LocalDate start, int days) {
    return new GivenUp(terms, changes, end).period(start, days).or(() -> pastEnd(start, days));
  }

  private Optional<NominalPeriod> pastEnd(LocalDate start, int days) {
    return end == null
        ? Optional.empty()
        : Timeline.of(terms, changes.withCancellation(null))
            .lived(start, days)
            .filter(period -> !period.firstDate().isBefore(end))
            .map(period -> ended(period, end));
  }

  /** One that the timeline has. */
  Optional<NominalPeriod> lived(LocalDate start, int days) {
    LocalDate over = start.plusDays(days);
    return periodsFrom(start)
        .takeWhile(period -> !period.start().isAfter(start) || period.firstDate().isBefore(over))
        .filter(period -> period.start().equals(start) && period.days() == days)
        .findFirst();
  }

  /**
   * The same, and before them one that begins on {@code date} and was over at once: billed on a
   * renewal date, and given up whole by a pause that starts the same day.
   *
   * @param horizon while a pause is open, those up to the one that this date lies in are given
   */
  Stream<NominalPeriod> periodsSince(LocalDate date, LocalDate horizon) {
    return periods(date, horizon)
        .dropWhile(period -> !period.to().isAfter(date) && period.firstDate().isBefore(date));
  }

  private Stream<NominalPeriod> periods(LocalDate date, LocalDate until) {
    LocalDate horizon = until.isBefore(date) ? date : until;
    PeriodIterator walk =
        new PeriodIterator(
            terms, changesInTime, discounts, end == null || end.isBefore(horizon) ? horizon : end);
    walk.skipTo(date);
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            new Periods(walk), Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  /**
   * The nominal period that a date of service lies in, as half-open dates (an extended one reaches
   * to its real end); null in a trial, a pause, before the start and after the end.
   */
  public @Nullable Period currentPeriod(LocalDate date) {
    return periodsFrom(date)
        .takeWhile(period -> !period.firstDate().isAfter(date))
        .filter(period -> period.active().stream().anyMatch(span -> span.period().contains(date)))
        .findFirst()
        .map(this::shown)
        .orElse(null);
  }

  /** The rhythm of what comes after the nominal period that a date lies in. */
  public Rhythm rhythmAfter(LocalDate date) {
    return new PeriodIterator(terms, changes, DiscountHistory.NONE, date).rhythmAfter(date);
  }

  /** The first nominal period that begins after a date; empty where none is to come. */
  public Optional<NominalPeriod> firstAfter(LocalDate date) {
    return periodsFrom(date)
        .limit(2)
        .filter(period -> period.firstDate().isAfter(date))
        .findFirst();
  }

  /** Where each discount stands on a date, in the order in which they were granted. */
  public List<DiscountPosition> discounts(LocalDate date) {
    return discounts.positions(date, end);
  }

  /** Where each change of terms stands on a date, in the order in which they were asked for. */
  public List<TermsChangePosition> termsChanges(LocalDate date) {
    return changes.terms().stream().map(change -> position(change, date)).toList();
  }

  private TermsChangePosition position(TermsChange change, LocalDate date) {
    LocalDate from = change.date() == null ? nextPeriodAfter(change.askedOn()) : change.date();
    LocalDate until = change.until();
    TermsChangeStatus status =
        until != null && !until.isAfter(date)
            ? TermsChangeStatus.OVER
            : from == null || from.isAfter(date)
                ? TermsChangeStatus.PLANNED
                : TermsChangeStatus.RUNNING;
    return new TermsChangePosition(change, from, status);
  }

  /** When the next period begins for what is asked for on a day: in a pause, when that is over. */
  private @Nullable LocalDate nextPeriodAfter(LocalDate day) {
    LocalDate next = firstAfter(day).map(NominalPeriod::firstDate).orElse(null);
    PauseRun run = runAt(day);
    LocalDate resume = run == null || run.afterPause() != AfterPause.KEEP_DATES ? null : run.to();
    return resume == null || (next != null && next.isBefore(resume)) ? next : resume;
  }

  /**
   * The first day without each discount, where that is known, in the order in which they were
   * granted.
   */
  public Map<String, LocalDate> endsOfDiscounts() {
    Map<String, LocalDate> ends = new LinkedHashMap<>();
    for (DiscountHistory.Covered one : discounts.covered()) {
      LocalDate to = one.to();
      if (to != null) {
        ends.put(one.discount().id(), to);
      }
    }
    return ends;
  }

  /** What the pause of an id says, or null when there is none. */
  public @Nullable Pause pause(@Nullable String id) {
    return changes.pauses().stream()
        .filter(pause -> pause.id().equals(id))
        .findFirst()
        .orElse(null);
  }

  Price firstPrice() {
    return terms.price();
  }

  /** The price of a date; before the start and after the end, that of the nearest day. */
  public Price priceNear(LocalDate date) {
    LocalDate start = terms.startDate();
    LocalDate day = date.isBefore(start) ? start : date;
    if (end != null && !day.isBefore(end)) {
      day = end.isAfter(start) ? end.minusDays(1) : start;
    }
    LocalDate nearest = day;
    List<Span> spans = periodsFrom(nearest).limit(1).flatMap(p -> p.spans().stream()).toList();
    return spans.stream()
        .filter(span -> !span.from().isAfter(nearest))
        .reduce((_, later) -> later)
        .or(() -> spans.stream().findFirst())
        .map(Span::price)
        .orElse(terms.price());
  }

  @Nullable Cancellation cancellation() {
    return changes.cancellation();
  }

  /**
   * What people see, in order of date, from the start up to {@code until}.
   *
   * @param billedSince all service before it counts as billed
   */
  public List<Segment> segments(LocalDate until, List<BilledLine> billed, LocalDate billedSince) {
    return new Segments(this, terms, changes, until, billed, billedSince).list();
  }

  /** A nominal period as it is going to be lived: the end of the subscription cuts it. */
  private Period shown(NominalPeriod period) {
    Period whole = period.shown();
    LocalDate to = end != null && end.isBefore(whole.to()) ? end : whole.to();
    return new Period(whole.from(), to.isBefore(whole.from()) ? whole.from() : to);
  }

  private static List<TermsChange> before(LocalDate end, List<TermsChange> terms) {
    return terms.stream()
        .filter(change -> change.date() == null || change.date().isBefore(end))
        .toList();
  }

  private @Nullable LocalDate resolveEnd() {
    Cancellation cancellation = changes.cancellation();
    if (cancellation == null) {
      return null;
    }
    return switch (cancellation.when()) {
      case IMMEDIATELY -> cancellation.askedOn();
      case ON_DATE -> cancellation.date() == null ? cancellation.askedOn() : cancellation.date();
      case END_OF_PERIOD ->
          Timeline.of(terms, changes.withCancellation(null)).endOfPeriodAt(cancellation.askedOn());
    };
  }

  /** The end of the nominal period that a date lies in; the date itself where there is none. */
  private LocalDate endOfPeriodAt(LocalDate date) {
    if (date.isBefore(terms.startDate())) {
      return date;
    }
    PauseRun run = runAt(date);
    if (run != null && run.to() == null) {
      return date;
    }
    LocalDate trialEnd = trialEnd();
    if (trialEnd == null) {
      return firstOpenPause();
    }
    if (date.isBefore(trialEnd)) {
      return trialEnd;
    }
    if (run != null && run.afterPause() == AfterPause.RESTART) {
      return date;
    }
    return periodsFrom(date).findFirst().map(NominalPeriod::to).orElse(date);
  }

  private @Nullable PauseRun runAt(LocalDate date) {
    return PauseRun.of(changes.pauses()).stream()
        .filter(run -> run.contains(date))
        .findFirst()
        .orElse(null);
  }

  private LocalDate firstOpenPause() {
    return PauseRun.of(changes.pauses()).stream()
        .filter(run -> run.to() == null)
        .map(PauseRun::from)
        .findFirst()
        .orElseThrow();
  }

  private final class Periods implements Iterator<NominalPeriod> {
    private final PeriodIterator walk;
    private @Nullable NominalPeriod next;

    Periods(PeriodIterator walk) {
      this.walk = walk;
      this.next = step();
    }

    private @Nullable NominalPeriod step() {
      NominalPeriod period = walk.next();
      if (period == null || end == null) {
        return period;
      }
      return period.firstDate().isAfter(end) ? null : ended(period, end);
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public NominalPeriod next() {
      NominalPeriod current = next;
      if (current == null) {
        throw new NoSuchElementException();
      }
      next = step();
      return current;
    }
  }

  /** A period that the end cuts. */
  private NominalPeriod ended(NominalPeriod period, LocalDate end) {
    if (end.isAfter(period.spans().getLast().to()) && !period.isFrozen()) {
      return period;
    }
    List<Span> spans = new ArrayList<>();
    for (Span span : period.spans()) {
      spans.addAll(endedSpan(span, end));
    }
    return new NominalPeriod(period.start(), period.days(), period.to(), spans);
  }

  private List<Span> endedSpan(Span span, LocalDate end) {
    return switch (span.use()) {
      case FROZEN -> List.of(span.usedAs(Span.Use.ENDED));
      case ACTIVE -> split(span, end);
      case PAUSED -> {
        Pause pause = pause(span.pauseId());
        boolean reachesPastEnd = pause != null && (pause.to() == null || pause.to().isAfter(end));
        yield reachesPastEnd ? split(span, end) : List.of(span);
      }
      case ENDED, CUT -> List.of(span);
    };
  }

  private static List<Span> split(Span span, LocalDate end) {
    if (!span.to().isAfter(end)) {
      return List.of(span);
    }
    if (!span.from().isBefore(end)) {
      return List.of(span.usedAs(Span.Use.ENDED));
    }
    int before = span.position() + Period.days(span.from(), end);
    List<Span> parts = new ArrayList<>();
    Span used = span.within(span.position(), before);
    Span unused = span.within(before, span.end());
    if (used != null) {
      parts.add(used);
    }
    if (unused != null) {
      parts.add(unused.usedAs(Span.Use.ENDED));
    }
    return parts;
  }
}
