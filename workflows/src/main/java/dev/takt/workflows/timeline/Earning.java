package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.money.Proration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When the amount of a line is earned: day by day over the service it is about, by the cumulative
 * function, so that invoiced = earned + deferred on every day.
 */
public final class Earning {
  private final Timeline timeline;
  private final long amount;
  private final int first;
  private final int length;
  private final LocalDate knownOn;
  private final SortedMap<YearMonth, Long> months = new TreeMap<>();

  private Earning(Timeline timeline, int first, int length, long amount, LocalDate knownOn) {
    this.timeline = timeline;
    this.first = first;
    this.length = length;
    this.amount = amount;
    this.knownOn = knownOn;
  }

  /**
   * What is earned in each month, as far as is known on a date. It is less than {@code amount}
   * where time was taken by a pause or the end: that rest stays deferred until it is given back. A
   * pause or an end that has not come yet leaves no trace; one without a claim lets the days count
   * as used.
   *
   * @param nominalStart with {@code days}: the nominal period that the line is about
   * @param position the first day's place in it
   * @param length in days
   * @param amount in minor units, excluding VAT
   */
  public static SortedMap<YearMonth, Long> plan(
      Timeline timeline,
      LocalDate nominalStart,
      int days,
      int position,
      int length,
      long amount,
      LocalDate knownOn) {
    Earning earning = new Earning(timeline, position, length, amount, knownOn);
    timeline.period(nominalStart, days).ifPresent(earning::earn);
    return Collections.unmodifiableSortedMap(earning.months);
  }

  /** The same of an amount that no pause or end moves: day by day over the days it is about. */
  public static SortedMap<YearMonth, Long> over(Period days, long amount) {
    SortedMap<YearMonth, Long> months = new TreeMap<>();
    earn(days.from(), days.to(), 0, days.days(), amount, months);
    return Collections.unmodifiableSortedMap(months);
  }

  private void earn(NominalPeriod period) {
    for (Span span : period.spans()) {
      Span part = span.within(first, first + length);
      if (part != null && isUsed(part)) {
        earn(part);
      }
    }
  }

  private void earn(Span span) {
    earn(span.from(), span.to(), span.position() - first, length, amount, months);
  }

  /** Adds the days up to {@code end}, the first of them having a place among so many. */
  private static void earn(
      LocalDate start,
      LocalDate end,
      int firstPlace,
      int length,
      long amount,
      SortedMap<YearMonth, Long> months) {
    LocalDate day = start;
    int place = firstPlace;
    while (day.isBefore(end)) {
      LocalDate nextMonth = YearMonth.from(day).plusMonths(1).atDay(1);
      LocalDate to = nextMonth.isBefore(end) ? nextMonth : end;
      int next = place + Period.days(day, to);
      months.merge(YearMonth.from(day), Proration.between(amount, place, next, length), Long::sum);
      place = next;
      day = to;
    }
  }

  private boolean isUsed(Span span) {
    return switch (span.use()) {
      case ACTIVE -> true;
      case PAUSED, FROZEN -> {
        Pause pause = timeline.pause(span.pauseId());
        yield pause == null
            || pause.from().isAfter(knownOn)
            || (span.use() == Span.Use.PAUSED && pause.settlement() == PauseSettlement.NONE);
      }
      case ENDED -> {
        Cancellation cancellation = timeline.cancellation();
        LocalDate end = timeline.end();
        yield cancellation == null
            || end == null
            || end.isAfter(knownOn)
            || cancellation.settlement() == Cancellation.Settlement.NONE;
      }
      case CUT -> span.from().isAfter(knownOn);
    };
  }
}
