package dev.takt.workflows.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

/** However a period is cut, its pieces add up. */
class ProrationTest {
  private static final long[] PRICES = {
    0, 1, 2, 3, 7, 99, 100, 365, 4_999, 9_900, 31_000, 33_333, 99_999, 1_234_567_891, -1, -31_000
  };

  @Test
  void everySingleCutOfEveryPeriodAddsUp() {
    for (long price : PRICES) {
      for (int days = 1; days <= 366; days++) {
        for (int cut = 0; cut <= days; cut++) {
          long left = Proration.between(price, 0, cut, days);
          long right = Proration.between(price, cut, days, days);
          check(left + right == price, price, cut, days);
          check(left == exact(price, cut, days), price, cut, days);
        }
      }
    }
  }

  @Test
  void everyDoubleCutAddsUp() {
    for (long price : new long[] {1, 31_000, 9_999_999}) {
      for (int days : new int[] {1, 2, 7, 28, 29, 30, 31, 91, 365}) {
        for (int first = 0; first <= days; first++) {
          for (int second = first; second <= days; second++) {
            long sum =
                Proration.between(price, 0, first, days)
                    + Proration.between(price, first, second, days)
                    + Proration.between(price, second, days, days);
            check(sum == price, price, first, days);
          }
        }
      }
    }
  }

  @Test
  void dayByDayAddsUpAndNoDayOfAPriceIsNegative() {
    for (int days = 1; days <= 366; days++) {
      long sum = 0;
      for (int day = 0; day < days; day++) {
        long one = Proration.between(100, day, day + 1, days);
        check(one >= 0, 100, day, days);
        sum += one;
      }
      check(sum == 100, 100, days, days);
    }
  }

  @Test
  void aCreditMirrorsItsCharge() {
    for (int days = 1; days <= 366; days++) {
      for (int day = 0; day <= days; day++) {
        check(
            Proration.upTo(-12_345, day, days) == -Proration.upTo(12_345, day, days),
            -12_345,
            day,
            days);
      }
    }
  }

  @Test
  void theWorkedExamplesOfAMonthAt310() {
    assertThat(Proration.between(31_000, 0, 10, 31)).isEqualTo(10_000);
    assertThat(Proration.between(31_000, 20, 30, 30)).isEqualTo(10_333);
    assertThat(Proration.upTo(31_000, 15, 31)).isEqualTo(15_000);
  }

  @Test
  void daysOutsideThePeriodAreRefused() {
    assertThatThrownBy(() -> Proration.upTo(1, 32, 31))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Proration.upTo(1, -1, 31))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Proration.upTo(1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void moneyThatDoesNotFitIsAnErrorAndNotAnotherAmount() {
    assertThatThrownBy(() -> Proration.upTo(Long.MAX_VALUE / 2, 300, 365))
        .isInstanceOf(ArithmeticException.class);
  }

  private static long exact(long price, int day, int days) {
    return BigDecimal.valueOf(price)
        .multiply(BigDecimal.valueOf(day))
        .divide(BigDecimal.valueOf(days), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static void check(boolean holds, long price, int cut, int days) {
    if (!holds) {
      throw new AssertionError(price + " cut at " + cut + " of " + days + " days");
    }
  }
}
