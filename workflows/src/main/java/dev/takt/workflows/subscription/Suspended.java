package dev.takt.workflows.subscription;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.money.Proration;
import dev.takt.workflows.timeline.Segment;
import dev.takt.workflows.timeline.WithheldService;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The timeline as people see it where service was withheld. It costs what it would have cost: the
 * agreement runs on, so each segment is only cut where a suspension begins and ends, and its pieces
 * add up to what it was.
 */
final class Suspended {
  private Suspended() {}

  static List<Segment> in(List<Segment> segments, List<WithheldService> stretches) {
    if (stretches.isEmpty()) {
      return segments;
    }
    List<Segment> cut = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.kind() == Segment.Kind.PAUSED) {
        cut.add(segment);
      } else {
        cut(segment, stretches, cut);
      }
    }
    return cut;
  }

  private static void cut(Segment segment, List<WithheldService> stretches, List<Segment> pieces) {
    Period period = segment.period();
    SortedSet<LocalDate> edges = new TreeSet<>(List.of(period.from(), period.to()));
    for (WithheldService stretch : stretches) {
      addInside(edges, period, stretch.from());
      LocalDate to = stretch.to();
      if (to != null) {
        addInside(edges, period, to);
      }
    }
    LocalDate from = edges.removeFirst();
    for (LocalDate to : edges) {
      pieces.add(piece(segment, new Period(from, to), stretches));
      from = to;
    }
  }

  private static void addInside(SortedSet<LocalDate> edges, Period period, LocalDate edge) {
    if (edge.isAfter(period.from()) && edge.isBefore(period.to())) {
      edges.add(edge);
    }
  }

  private static Segment piece(Segment segment, Period part, List<WithheldService> stretches) {
    boolean withheld = stretches.stream().anyMatch(stretch -> stretch.contains(part.from()));
    Period whole = segment.period();
    long amount =
        Proration.upTo(segment.amount(), days(whole, part.to()), days(whole, whole.to()))
            - Proration.upTo(segment.amount(), days(whole, part.from()), days(whole, whole.to()));
    return new Segment(
        withheld ? Segment.Kind.SUSPENDED : segment.kind(),
        part,
        segment.nominal(),
        amount,
        segment.billed(),
        segment.pauseId(),
        segment.price());
  }

  private static int days(Period whole, LocalDate to) {
    return Math.toIntExact(to.toEpochDay() - whole.from().toEpochDay());
  }
}
