package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Nominal periods that were billed, and that a pause with {@code RESTART} has taken whole since it
 * was asked for later, and reaches back: the rhythm that they were in is no more. The pause settles
 * them as it does the rest of the period that it interrupted. Without a claim only the days of the
 * pause are forfeited, since those after it are charged anew.
 */
final class GivenUp {
  private final Terms terms;
  private final Changes changes;
  private final @Nullable LocalDate end;

  GivenUp(Terms terms, Changes changes, @Nullable LocalDate end) {
    this.terms = terms;
    this.changes = changes;
    this.end = end;
  }

  /** The period of the books with this start and length, and what took its days. */
  Optional<NominalPeriod> period(LocalDate start, int days) {
    return PauseRun.of(changes.pauses()).reversed().stream()
        .filter(run -> run.afterPause() == AfterPause.RESTART)
        .flatMap(run -> takenBy(run, start, days).stream())
        .findFirst();
  }

  private Optional<NominalPeriod> takenBy(PauseRun run, LocalDate start, int days) {
    List<Pause> earlier =
        changes.pauses().stream().filter(pause -> pause.from().isBefore(run.from())).toList();
    return Timeline.of(terms, changes.withPauses(earlier).withCancellation(null))
        .lived(start, days)
        .filter(period -> !period.firstDate().isBefore(run.from()))
        .map(period -> taken(period, run))
        .filter(period -> !period.spans().isEmpty());
  }

  private NominalPeriod taken(NominalPeriod period, PauseRun run) {
    List<Span> spans = new ArrayList<>();
    for (Span span : period.spans()) {
      if (span.use() == Span.Use.ACTIVE) {
        take(span, run, spans);
      } else {
        spans.add(span);
      }
    }
    return new NominalPeriod(period.start(), period.days(), period.to(), spans);
  }

  private void take(Span span, PauseRun run, List<Span> spans) {
    LocalDate day = span.from();
    while (day.isBefore(span.to())) {
      LocalDate next = firstAfter(day, span.to(), run.nextPauseAfter(day));
      next = firstAfter(day, next, run.to());
      next = firstAfter(day, next, end);
      int place = span.position() + Period.days(span.from(), day);
      Span part = span.within(place, place + Period.days(day, next));
      if (part != null && isSettled(run, day)) {
        spans.add(taken(part, run));
      }
      day = next;
    }
  }

  private static LocalDate firstAfter(LocalDate day, LocalDate one, @Nullable LocalDate other) {
    return other != null && other.isAfter(day) && other.isBefore(one) ? other : one;
  }

  private static boolean isSettled(PauseRun run, LocalDate day) {
    return run.contains(day) || run.at(day).settlement() != PauseSettlement.NONE;
  }

  private Span taken(Span part, PauseRun run) {
    boolean isEnded =
        end != null && !part.from().isBefore(end) && (run.to() == null || run.to().isAfter(end));
    return isEnded
        ? part.usedAs(Span.Use.ENDED)
        : new Span(
            part.from(),
            part.position(),
            part.length(),
            part.price(),
            Span.Use.PAUSED,
            run.at(part.from()).id());
  }
}
