package dev.takt.tools.benchmark;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Many measurements of one thing, in milliseconds. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Distribution(double[] sorted) {

  static Distribution of(Collection<? extends Number> values) {
    double[] sorted = values.stream().mapToDouble(Number::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Distribution(sorted);
  }

  /** The value that a part of the measurements does not exceed. */
  double at(double part) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1L, Math.round(part * (sorted.length - 1)))];
  }

  /** For people: the middle, the slow ones, the slowest. */
  String describe(double slow) {
    return String.format(
        Locale.ROOT,
        "p50 %.0f ms, p%.0f %.0f ms, max %.0f ms (%d)",
        at(0.5),
        slow * 100,
        at(slow),
        at(1),
        sorted.length);
  }
}
