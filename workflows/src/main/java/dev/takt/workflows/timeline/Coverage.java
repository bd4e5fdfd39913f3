package dev.takt.workflows.timeline;

import java.util.ArrayList;
import java.util.List;

/** Which days of one nominal period are billed, as ranges of positions in order. */
final class Coverage {
  private record Range(int from, int to) {}

  private List<Range> ranges = new ArrayList<>();

  /**
   * What the lines say of one nominal period; they come in the order in which they were written.
   */
  static Coverage of(List<BilledLine> lines) {
    Coverage coverage = new Coverage();
    for (BilledLine line : lines) {
      switch (line.kind()) {
        case SERVICE -> coverage.add(line.position(), line.position() + line.length());
        case CREDIT -> coverage.remove(line.position(), line.position() + line.length());
        case ADJUSTMENT -> {}
      }
    }
    return coverage;
  }

  private void add(int from, int to) {
    remove(from, to);
    ranges.add(new Range(from, to));
    ranges.sort((one, other) -> Integer.compare(one.from, other.from));
  }

  private void remove(int from, int to) {
    List<Range> left = new ArrayList<>();
    for (Range range : ranges) {
      addUnlessEmpty(left, range.from, Math.min(range.to, from));
      addUnlessEmpty(left, Math.max(range.from, to), range.to);
    }
    ranges = left;
  }

  private static void addUnlessEmpty(List<Range> ranges, int from, int to) {
    if (from < to) {
      ranges.add(new Range(from, to));
    }
  }

  /** The parts of a span that are billed. */
  List<Span> in(Span span) {
    List<Span> parts = new ArrayList<>();
    for (Range range : ranges) {
      Span part = span.within(range.from, range.to);
      if (part != null) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** The parts of a span that are not billed. */
  List<Span> missingIn(Span span) {
    List<Span> parts = new ArrayList<>();
    int from = span.position();
    for (Range range : ranges) {
      Span part = span.within(from, range.from);
      if (part != null) {
        parts.add(part);
      }
      from = Math.max(from, range.to);
    }
    Span last = span.within(from, span.end());
    if (last != null) {
      parts.add(last);
    }
    return parts;
  }
}
