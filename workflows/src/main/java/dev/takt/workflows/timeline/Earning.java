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

  private void earn(NominalPeriod period) {
    for (Span span : period.spans()) {
      Span part = span.within(first, first + length);
      if (part != null && isUsed(part)) {
        earn(part);
      }
    }
  }

  private void earn(Span span) {
    LocalDate day = span.from();
    int place = span.position() - first;
    while (day.isBefore(span.to())) {
      LocalDate nextMonth = YearMonth.from(day).plusMonths(1).atDay(1);
      LocalDate to = nextMonth.isBefore(span.to()) ? nextMonth : span.to();
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
