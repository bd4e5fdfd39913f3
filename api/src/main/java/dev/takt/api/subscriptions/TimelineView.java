package dev.takt.api.subscriptions;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Segment;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription's timeline as the API tells it.
 *
 * @param end the first day without service, or null when no end is planned
 */
public record TimelineView(List<SegmentView> segments, @Nullable LocalDate end) {

  /** Whether a segment has been invoiced. */
  public enum Status {
    BILLED,
    UPCOMING
  }

  /**
   * A stretch of it.
   *
   * @param amount in minor units; 0 for pauses and trials
   */
  public record SegmentView(
      Segment.Kind kind,
      LocalDate from,
      LocalDate to,
      @Nullable Period nominalPeriod,
      long amount,
      Status status,
      @Nullable String pauseId,
      List<String> invoiceIds) {}

  /**
   * An invoice line that bills time.
   *
   * @param nominalStart which nominal period it bills
   */
  public record Line(String invoiceId, LocalDate nominalStart, Period service) {}

  static TimelineView of(Subscription state, LocalDate until, List<Line> lines) {
    return new TimelineView(
        state.segments(until).stream().map(segment -> segment(segment, lines)).toList(),
        state.timeline().end());
  }

  private static SegmentView segment(Segment segment, List<Line> lines) {
    return new SegmentView(
        segment.kind(),
        segment.period().from(),
        segment.period().to(),
        segment.nominal(),
        segment.amount(),
        segment.billed() ? Status.BILLED : Status.UPCOMING,
        segment.pauseId(),
        invoices(segment, lines));
  }

  private static List<String> invoices(Segment segment, List<Line> lines) {
    Period nominal = segment.nominal();
    if (nominal == null || !segment.billed()) {
      return List.of();
    }
    List<Line> ofPeriod =
        lines.stream().filter(line -> line.nominalStart().equals(nominal.from())).toList();
    List<Line> sameDays =
        ofPeriod.stream().filter(line -> overlap(line.service(), segment.period())).toList();
    // Days that a pause moved were billed by a line about other dates of the same period.
    return (sameDays.isEmpty() ? ofPeriod : sameDays)
        .stream().map(Line::invoiceId).distinct().toList();
  }

  private static boolean overlap(Period one, Period other) {
    return one.from().isBefore(other.to()) && other.from().isBefore(one.to());
  }
}
