package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.Period;
import java.time.LocalDate;
import java.util.List;

/**
 * What one price buys: {@code days} days from a boundary, and what becomes of each of them. With an
 * {@code EXTEND} pause inside, its days lie further on than the calendar would have them.
 *
 * @param start the boundary it starts at; with {@code days} it identifies the period in the books
 * @param to the date on which it is over and the next may begin
 * @param spans in order of position; a first short period begins at a position above 0
 */
public record NominalPeriod(LocalDate start, int days, LocalDate to, List<Span> spans) {
  public NominalPeriod {
    spans = List.copyOf(spans);
  }

  /**
   * The first day that belongs to the subscription; later than the start in a first short period.
   */
  public LocalDate firstDate() {
    return spans.getFirst().from();
  }

  /** As people name it: from its boundary to its real end, whatever cuts it in between. */
  Period shown() {
    return new Period(start, to.isBefore(start) ? start : to);
  }

  boolean isFrozen() {
    return spans.getLast().use() == Span.Use.FROZEN;
  }

  /** The days of service. */
  public List<Span> active() {
    return spans.stream().filter(span -> span.use() == Span.Use.ACTIVE).toList();
  }
}
