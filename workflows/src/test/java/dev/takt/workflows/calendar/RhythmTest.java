package dev.takt.workflows.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rhythms: all of a small world, date by date, and the months by name. */
class RhythmTest {
  private static final List<Integer> COUNTS = List.of(1, 2, 3, 6, 12);
  private static final LocalDate FIRST = LocalDate.of(2022, 1, 1);
  private static final int EIGHT_YEARS_AND_A_BIT = 8 * 366;

  @Test
  void theLastDayOfTheMonthComesBackAfterFebruary() {
    Rhythm rhythm = Rhythm.anchoredAt(RhythmUnit.MONTH, 1, LocalDate.of(2026, 1, 31));
    assertThat(IntStream.rangeClosed(-2, 5).mapToObj(rhythm::boundary))
        .containsExactly(
            LocalDate.of(2025, 11, 30),
            LocalDate.of(2025, 12, 31),
            LocalDate.of(2026, 1, 31),
            LocalDate.of(2026, 2, 28),
            LocalDate.of(2026, 3, 31),
            LocalDate.of(2026, 4, 30),
            LocalDate.of(2026, 5, 31),
            LocalDate.of(2026, 6, 30));
  }

  @Test
  void aLeapDayComesBackInTheNextLeapYear() {
    Rhythm rhythm = Rhythm.anchoredAt(RhythmUnit.YEAR, 1, LocalDate.of(2024, 2, 29));
    assertThat(IntStream.rangeClosed(0, 4).mapToObj(rhythm::boundary))
        .containsExactly(
            LocalDate.of(2024, 2, 29),
            LocalDate.of(2025, 2, 28),
            LocalDate.of(2026, 2, 28),
            LocalDate.of(2027, 2, 28),
            LocalDate.of(2028, 2, 29));
  }

  /** Each anchor of a leap-year cycle, with its own day of the month. */
  @Test
  void everyDateLiesInThePeriodThatCountingDayByDayFinds() {
    for (RhythmUnit unit : RhythmUnit.values()) {
      for (int count : COUNTS) {
        for (int offset = 0; offset < 1461; offset += step(unit)) {
          agree(Rhythm.anchoredAt(unit, count, FIRST.plusDays(2 * 365L + offset)));
        }
      }
    }
  }

  /** Each anchor day, in each month of a leap-year cycle, clamped where the month is short. */
  @Test
  void everyAnchorDayOfEveryMonthIsKeptByEveryRhythm() {
    for (int day = 29; day <= 31; day++) {
      for (int month = 0; month < 48; month++) {
        LocalDate first = LocalDate.of(2024, 1, 1).plusMonths(month);
        LocalDate anchor = first.withDayOfMonth(Math.min(day, first.lengthOfMonth()));
        for (int count : COUNTS) {
          agree(new Rhythm(RhythmUnit.MONTH, count, anchor, day));
          agree(new Rhythm(RhythmUnit.YEAR, count, anchor, day));
        }
      }
    }
  }

  @Test
  void anAnchorDayIsTheFirstSuchDayOnOrAfterTheStart() {
    for (RhythmUnit unit : RhythmUnit.values()) {
      for (int offset = 0; offset < 1461; offset++) {
        LocalDate start = LocalDate.of(2024, 1, 1).plusDays(offset);
        for (int day = 1; day <= 31; day++) {
          same(Rhythm.startingAt(unit, 3, start, day), NaiveRhythm.startingAt(unit, 3, start, day));
        }
        same(Rhythm.startingAt(unit, 3, start, null), NaiveRhythm.at(unit, 3, start));
      }
    }
  }

  @Test
  void nonsenseIsRefused() {
    LocalDate anchor = LocalDate.of(2026, 1, 1);
    assertThatThrownBy(() -> new Rhythm(RhythmUnit.MONTH, 0, anchor, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rhythm(RhythmUnit.MONTH, 1, anchor, 32))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Period(anchor, anchor.minusDays(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPeriodHoldsItsFirstDayAndNotItsLast() {
    Period march = new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 1));
    assertThat(march.days()).isEqualTo(31);
    assertThat(march.contains(march.from())).isTrue();
    assertThat(march.contains(march.to())).isFalse();
    assertThat(march.contains(march.to().minusDays(1))).isTrue();
    assertThat(march.contains(march.from().minusDays(1))).isFalse();
  }

  /** Days and weeks do not know of months: some anchors are as good as all. */
  private static int step(RhythmUnit unit) {
    return switch (unit) {
      case DAY, WEEK -> 61;
      case MONTH, YEAR -> 1;
    };
  }

  /** Walks over eight years of dates, before and after the anchor. */
  private static void agree(Rhythm rhythm) {
    NaiveRhythm naive = NaiveRhythm.like(rhythm);
    int k = naive.indexAt(FIRST);
    LocalDate start = naive.boundary(k);
    LocalDate end = naive.boundary(k + 1);
    LocalDate date = FIRST;
    for (int i = 0; i < EIGHT_YEARS_AND_A_BIT; i++) {
      if (date.equals(end)) {
        k++;
        start = end;
        end = naive.boundary(k + 1);
        check(end.isAfter(start), rhythm, date);
        check(rhythm.boundary(k).equals(start), rhythm, date);
        check(rhythm.periodAt(date).equals(new Period(start, end)), rhythm, date);
      }
      check(rhythm.indexAt(date) == k, rhythm, date);
      date = date.plusDays(1);
    }
  }

  private static void same(Rhythm rhythm, NaiveRhythm naive) {
    check(NaiveRhythm.like(rhythm).equals(naive), rhythm, naive.anchor());
  }

  /** Cheaper than an assertion of the library, millions of times. */
  private static void check(boolean holds, Rhythm rhythm, LocalDate date) {
    if (!holds) {
      throw new AssertionError(rhythm + " goes wrong on " + date);
    }
  }
}
