package dev.takt.workflows.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.law.InterestRates;
import dev.takt.workflows.law.LawBook;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Interest on late payment: the worked examples, and random debts against a day-by-day sum. */
class InterestTest {
  private static final LawBook LAW = LawBook.shipped();

  @ParameterizedTest
  @CsvSource({
    "DK, 49900, 2025-05-01, 2025-06-13, 632, 626",
    "DK, 100000, 2021-12-01, 2023-08-01, 14065, 14075",
    "NO, 49900, 2026-01-20, 2026-03-05, 722, 749",
  })
  void workedExamples(
      String country, long principal, LocalDate due, LocalDate asOf, long actual, long eurobond) {
    assertThat(of(country, Map.of(due, principal), due, asOf, DayCount.ACTUAL_365).amount())
        .isEqualTo(actual);
    assertThat(of(country, Map.of(due, principal), due, asOf, DayCount.EUROBOND_360).amount())
        .isEqualTo(eurobond);
  }

  @Test
  void segmentsAreSplitWhereTheRateChanges() {
    LocalDate due = LocalDate.parse("2021-12-01");
    Interest interest =
        of("DK", Map.of(due, 100_000L), due, LocalDate.parse("2023-08-01"), DayCount.ACTUAL_365);
    assertThat(interest.segments())
        .extracting(Interest.Segment::days)
        .containsExactly(31, 181, 184, 181, 31);
    assertThat(interest.segments())
        .extracting(segment -> segment.ratePercent().toPlainString())
        .containsExactly("7.65", "7.55", "7.55", "9.90", "11.25");
  }

  @Test
  void aPartPaymentLowersThePrincipalFromItsDay() {
    Map<LocalDate, Long> changes =
        Map.of(LocalDate.parse("2025-07-01"), 100_000L, LocalDate.parse("2025-08-01"), -60_000L);
    Interest interest =
        of(
            "DK",
            changes,
            LocalDate.parse("2025-07-01"),
            LocalDate.parse("2025-09-01"),
            DayCount.ACTUAL_365);
    assertThat(interest.segments())
        .extracting(Interest.Segment::principal)
        .containsExactly(100_000L, 40_000L);
    // 100000 · 9.75 % · 31/365 + 40000 · 9.75 % · 31/365 = 828.08 + 331.23
    assertThat(interest.amount()).isEqualTo(1_159);
  }

  @Test
  void whatIsPaidBearsNone() {
    LocalDate due = LocalDate.parse("2025-07-01");
    Map<LocalDate, Long> changes = Map.of(due, 500L, due.plusDays(3), -500L);
    assertThat(of("DK", changes, due, due.plusYears(1), DayCount.ACTUAL_365).segments()).hasSize(1);
    assertThat(of("DK", changes, due, due, DayCount.ACTUAL_365)).isEqualTo(Interest.NONE);
  }

  /** However it is cut, it is what each day bears, rounded once. */
  @Test
  void randomDebtsBearWhatTheirDaysBear() {
    InterestRates rates = new InterestRates(LAW, "DK");
    for (int seed = 1; seed <= 2_000; seed++) {
      Random random = new Random(seed);
      LocalDate due = LocalDate.of(2019, 1, 1).plusDays(random.nextInt(2_000));
      Map<LocalDate, Long> changes = new TreeMap<>(Map.of(due, 1 + random.nextLong(1_000_000)));
      for (int i = random.nextInt(4); i > 0; i--) {
        changes.merge(due.plusDays(1 + random.nextInt(400)), -random.nextLong(300_000), Long::sum);
      }
      LocalDate asOf = due.plusDays(random.nextInt(600));
      NavigableMap<LocalDate, Long> owed = Interest.running(changes);
      BigDecimal sum = BigDecimal.ZERO;
      for (LocalDate day = due; day.isBefore(asOf); day = day.plusDays(1)) {
        long principal = Math.max(0, owed.floorEntry(day).getValue());
        sum = sum.add(rates.percentOn(day).multiply(BigDecimal.valueOf(principal)));
      }
      BigDecimal exact = sum.divide(BigDecimal.valueOf(36_500), MathContext.DECIMAL128);
      Interest interest = Interest.of(owed, due, asOf, rates, DayCount.ACTUAL_365);
      assertThat(BigDecimal.valueOf(interest.amount()).subtract(exact).abs())
          .as("seed " + seed)
          .isLessThanOrEqualTo(new BigDecimal("0.5"));
    }
  }

  private static Interest of(
      String country,
      Map<LocalDate, Long> changes,
      LocalDate from,
      LocalDate asOf,
      DayCount count) {
    return Interest.of(
        Interest.running(changes), from, asOf, new InterestRates(LAW, country), count);
  }
}
