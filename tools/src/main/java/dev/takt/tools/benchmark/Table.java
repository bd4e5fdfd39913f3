package dev.takt.tools.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, line by line. */
final class Table {
  private record Line(String what, String value) {}

  private final List<Line> lines = new ArrayList<>();

  void add(String what, String value) {
    lines.add(new Line(what, value));
  }

  void add(String what, double value, String unit) {
    add(what, String.format(Locale.ROOT, value < 10 ? "%.2f %s" : "%,.0f %s", value, unit));
  }

  /** Says some of its lines in another table. */
  void tell(Table other, String when, List<String> which) {
    lines.stream()
        .filter(line -> which.contains(line.what))
        .forEach(line -> other.add(when + ": " + line.what, line.value));
  }

  void print(PrintStream out) {
    int width = lines.stream().mapToInt(line -> line.what.length()).max().orElse(0);
    lines.forEach(
        line ->
            out.println(
                "| "
                    + line.what
                    + " ".repeat(width - line.what.length())
                    + " | "
                    + line.value
                    + " |"));
  }
}
