package dev.takt.workflows.timeline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The accounts of all nominal periods that are not long settled, on a date. */
final class PeriodBalances {
  /** What identifies a nominal period: where it starts, and how long it is. */
  private record Key(LocalDate start, int days) {
    static Key of(NominalPeriod period) {
      return new Key(period.start(), period.days());
    }
  }

  private final Timeline timeline;
  private final Map<Key, List<BilledLine>> billed = new LinkedHashMap<>();
  private final LocalDate since;
  private final LocalDate date;

  /** A day of the last nominal period that was billed: a pause without an end took that too. */
  private final LocalDate lastBilled;

  PeriodBalances(Timeline timeline, List<BilledLine> lines, LocalDate since, LocalDate date) {
    this.timeline = timeline;
    this.since = since;
    this.date = date;
    for (BilledLine line : lines) {
      Key key = new Key(line.nominalStart(), line.days());
      billed.computeIfAbsent(key, start -> new ArrayList<>()).add(line);
    }
    this.lastBilled =
        lines.stream()
            .map(line -> line.nominalStart().plusDays(line.position()))
            .reduce(since, PeriodBalances::later);
  }

  /** The accounts in the timeline's order, without end where the timeline has none. */
  Stream<PeriodBalance> ahead() {
    return timeline
        .periodsSince(since, lastBilled)
        .map(
            period ->
                PeriodBalance.of(
                    timeline, period, billed.getOrDefault(Key.of(period), List.of()), date));
  }

  /**
   * The accounts of all that was billed, oldest first: by the days that were billed, since a short
   * period of a longer rhythm may start before the one that it comes after.
   */
  List<PeriodBalance> ofBilled() {
    Map<Key, NominalPeriod> periods = new LinkedHashMap<>();
    LocalDate lastStart = latest(billed.keySet().stream().map(Key::start));
    LocalDate lastDay = latest(billed.values().stream().map(PeriodBalances::firstDay));
    if (lastStart != null && lastDay != null) {
      timeline
          .periodsSince(since, lastBilled)
          .takeWhile(
              period -> !period.start().isAfter(lastStart) || !period.firstDate().isAfter(lastDay))
          .forEach(period -> periods.put(Key.of(period), period));
    }
    return billed.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<Key, List<BilledLine>> of) -> firstDay(of.getValue()))
                .thenComparing(of -> of.getKey().start())
                .thenComparingInt(of -> of.getKey().days()))
        .map(of -> account(of.getKey(), periods.get(of.getKey())))
        .toList();
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static @Nullable LocalDate latest(Stream<LocalDate> dates) {
    return dates.max(LocalDate::compareTo).orElse(null);
  }

  /** The earliest day that lines of one nominal period speak of. */
  private static LocalDate firstDay(List<BilledLine> lines) {
    BilledLine first = lines.getFirst();
    return first
        .nominalStart()
        .plusDays(lines.stream().mapToInt(BilledLine::position).min().orElse(first.position()));
  }

  private PeriodBalance account(Key key, @Nullable NominalPeriod period) {
    NominalPeriod found =
        period == null ? timeline.givenUp(key.start(), key.days()).orElse(null) : period;
    return PeriodBalance.of(timeline, found, billed.getOrDefault(key, List.of()), date);
  }
}
