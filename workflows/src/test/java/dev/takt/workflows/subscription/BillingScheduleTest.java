package dev.takt.workflows.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

/** Business dates and billing times in Copenhagen, on the days that are 23 and 25 hours long. */
class BillingScheduleTest {
  private static final LocalDate SPRING = LocalDate.of(2026, 3, 29);
  private static final LocalDate AUTUMN = LocalDate.of(2026, 10, 25);
  private static final BillingSchedule AT_SIX =
      new BillingSchedule(Life.COPENHAGEN, LocalTime.of(6, 0));
  private static final BillingSchedule AT_HALF_PAST_TWO =
      new BillingSchedule(Life.COPENHAGEN, LocalTime.of(2, 30));

  @Test
  void aDayStartsAtLocalMidnight() {
    assertThat(AT_SIX.startOf(SPRING)).isEqualTo("2026-03-28T23:00:00Z");
    assertThat(AT_SIX.startOf(SPRING.plusDays(1))).isEqualTo("2026-03-29T22:00:00Z");
    assertThat(AT_SIX.startOf(AUTUMN)).isEqualTo("2026-10-24T22:00:00Z");
    assertThat(AT_SIX.startOf(AUTUMN.plusDays(1))).isEqualTo("2026-10-25T23:00:00Z");
  }

  @Test
  void theLastMomentOfADayIsStillThatDay() {
    for (LocalDate date : new LocalDate[] {SPRING, AUTUMN}) {
      Instant next = AT_SIX.startOf(date.plusDays(1));
      assertThat(AT_SIX.dateAt(next)).isEqualTo(date.plusDays(1));
      assertThat(AT_SIX.dateAt(next.minusNanos(1))).isEqualTo(date);
      assertThat(AT_SIX.dateAt(AT_SIX.startOf(date))).isEqualTo(date);
    }
  }

  @Test
  void billsAreMadeAtTheSameLocalTimeAllYear() {
    assertThat(AT_SIX.billingOn(SPRING.minusDays(1))).isEqualTo("2026-03-28T05:00:00Z");
    assertThat(AT_SIX.billingOn(SPRING)).isEqualTo("2026-03-29T04:00:00Z");
    assertThat(AT_SIX.billingOn(AUTUMN)).isEqualTo("2026-10-25T05:00:00Z");
  }

  @Test
  void aBillingTimeThatDoesNotExistIsAnHourLaterAndOneThatExistsTwiceIsTheFirst() {
    assertThat(AT_HALF_PAST_TWO.billingOn(SPRING)).isEqualTo("2026-03-29T01:30:00Z");
    assertThat(AT_HALF_PAST_TWO.billingOn(AUTUMN)).isEqualTo("2026-10-25T00:30:00Z");
  }

  @Test
  void theSpreadPutsOffAllThatIsDone() {
    BillingSchedule later = new BillingSchedule(Life.COPENHAGEN, LocalTime.of(6, 0), 90_007);
    assertThat(later.startOf(SPRING)).isEqualTo(AT_SIX.startOf(SPRING).plusMillis(90_007));
    assertThat(later.billingOn(SPRING)).isEqualTo(AT_SIX.billingOn(SPRING).plusMillis(90_007));
  }
}
