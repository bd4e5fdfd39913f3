package dev.takt.workflows.claim;

import dev.takt.workflows.law.InterestRates;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Simple interest on late payment: split where the rate or the principal changes, and rounded once,
 * half up, at the end.
 *
 * @param amount in minor units
 */
public record Interest(long amount, List<Segment> segments) {
  private static final int EXACT_DECIMALS = 6;

  /** Nothing. */
  public static final Interest NONE = new Interest(0, List.of());

  public Interest {
    segments = List.copyOf(segments);
  }

  /**
   * Days with one rate and one principal.
   *
   * @param to the first day after them
   * @param principal in minor units
   * @param ratePercent a year
   * @param amountExact in minor units, to six decimals
   */
  public record Segment(
      LocalDate from,
      LocalDate to,
      long principal,
      BigDecimal ratePercent,
      int days,
      BigDecimal amountExact) {}

  /**
   * Reckons it. A segment has the rate of its first day; rates change on 1 January and 1 July.
   *
   * @param principal what was owed from each day on, in minor units
   * @param from the first day that bears interest
   * @param asOf the first day that does not
   * @throws dev.takt.workflows.law.LawFactMissing where a rate is not known
   */
  public static Interest of(
      NavigableMap<LocalDate, Long> principal,
      LocalDate from,
      LocalDate asOf,
      InterestRates rates,
      DayCount count) {
    List<Segment> segments = new ArrayList<>();
    BigDecimal sum = BigDecimal.ZERO;
    LocalDate day = from;
    while (day.isBefore(asOf)) {
      LocalDate end = earliest(asOf, halfYearAfter(day), principal.higherKey(day));
      long owed = owedOn(principal, day);
      if (owed > 0) {
        BigDecimal percent = rates.percentOn(day);
        int days = count.days(day, end);
        BigDecimal part =
            percent.multiply(BigDecimal.valueOf(owed)).multiply(BigDecimal.valueOf(days));
        sum = sum.add(part);
        segments.add(
            new Segment(day, end, owed, percent, days, divided(part, count, EXACT_DECIMALS)));
      }
      day = end;
    }
    return new Interest(divided(sum, count, 0).longValueExact(), segments);
  }

  private static BigDecimal divided(BigDecimal percentDays, DayCount count, int decimals) {
    return percentDays.divide(
        BigDecimal.valueOf(100L * count.year()), decimals, RoundingMode.HALF_UP);
  }

  private static long owedOn(NavigableMap<LocalDate, Long> principal, LocalDate day) {
    Map.Entry<LocalDate, Long> entry = principal.floorEntry(day);
    return entry == null ? 0 : entry.getValue();
  }

  private static LocalDate halfYearAfter(LocalDate day) {
    LocalDate july = LocalDate.of(day.getYear(), 7, 1);
    return day.isBefore(july) ? july : LocalDate.of(day.getYear() + 1, 1, 1);
  }

  private static LocalDate earliest(LocalDate one, LocalDate other, @Nullable LocalDate third) {
    LocalDate first = one.isBefore(other) ? one : other;
    return third == null || first.isBefore(third) ? first : third;
  }

  /** What was owed from each day on, from the changes of what is owed. */
  public static NavigableMap<LocalDate, Long> running(Map<LocalDate, Long> changes) {
    NavigableMap<LocalDate, Long> running = new TreeMap<>();
    long owed = 0;
    for (Map.Entry<LocalDate, Long> change : new TreeMap<>(changes).entrySet()) {
      owed += change.getValue();
      running.put(change.getKey(), owed);
    }
    return running;
  }
}
