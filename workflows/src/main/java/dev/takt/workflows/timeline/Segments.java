package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The timeline as people see it: trial, service and pauses in order of date. */
final class Segments {
  private final Timeline timeline;
  private final Terms terms;
  private final Changes changes;
  private final LocalDate until;
  private final LocalDate billedSince;
  private final PeriodBalances accounts;
  private final List<Segment> segments = new ArrayList<>();

  Segments(
      Timeline timeline,
      Terms terms,
      Changes changes,
      LocalDate until,
      List<BilledLine> billed,
      LocalDate billedSince) {
    this.timeline = timeline;
    this.terms = terms;
    this.changes = changes;
    LocalDate end = timeline.end();
    this.until = end != null && end.isBefore(until) ? end : until;
    this.billedSince = billedSince;
    this.accounts = new PeriodBalances(timeline, billed, terms.startDate(), until);
  }

  List<Segment> list() {
    addTrial();
    changes.pauses().forEach(this::addPause);
    accounts.ahead().takeWhile(account -> startsBefore(account, until)).forEach(this::addService);
    segments.sort(Comparator.comparing(segment -> segment.period().from()));
    return List.copyOf(segments);
  }

  private static boolean startsBefore(PeriodBalance account, LocalDate date) {
    return account.period() != null && account.period().firstDate().isBefore(date);
  }

  private void addTrial() {
    LocalDate trialEnd = timeline.trialEnd();
    LocalDate from = terms.startDate();
    LocalDate stop = trialEnd == null ? until : trialEnd;
    if (terms.trialDays() == 0) {
      return;
    }
    for (PauseRun run : PauseRun.of(changes.pauses())) {
      if (run.from().isBefore(stop) && (run.to() == null || run.to().isAfter(from))) {
        add(Segment.Kind.TRIAL, from, run.from());
        from = run.to() == null ? stop : run.to();
      }
    }
    add(Segment.Kind.TRIAL, from, stop);
  }

  private void addPause(Pause pause) {
    Period period = clipped(pause.from(), pause.to() == null ? until : pause.to());
    if (period != null) {
      segments.add(new Segment(Segment.Kind.PAUSED, period, null, 0, false, pause.id(), null));
    }
  }

  private void add(Segment.Kind kind, LocalDate from, LocalDate to) {
    Period period = clipped(from, to);
    if (period != null) {
      segments.add(new Segment(kind, period, null, 0, false, null, null));
    }
  }

  private @Nullable Period clipped(LocalDate from, LocalDate to) {
    LocalDate stop = to.isBefore(until) ? to : until;
    return from.isBefore(stop) ? new Period(from, stop) : null;
  }

  private void addService(PeriodBalance account) {
    NominalPeriod period = account.period();
    if (period == null) {
      return;
    }
    boolean settled = !period.to().isAfter(billedSince);
    for (Span span : period.active()) {
      if (settled) {
        addService(period, span, true);
      } else {
        List<Span> parts = new ArrayList<>(account.coverage().in(span));
        int billed = parts.size();
        parts.addAll(account.coverage().missingIn(span));
        for (int i = 0; i < parts.size(); i++) {
          addService(period, parts.get(i), i < billed);
        }
      }
    }
  }

  private void addService(NominalPeriod period, Span span, boolean billed) {
    if (span.from().isBefore(until)) {
      segments.add(
          new Segment(
              Segment.Kind.ACTIVE,
              span.period(),
              period.shown(),
              span.amount(period.days()),
              billed,
              null,
              span.price()));
    }
  }
}
