package dev.takt.workflows.subscription;

import static dev.takt.workflows.subscription.Stories.PRICE;
import static dev.takt.workflows.subscription.Stories.day;
import static dev.takt.workflows.subscription.Stories.pause;
import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Terms;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Renewals by date, where the calendar is awkward. */
class CalendarStoriesTest {

  @Test
  void twoYearsOfMonthEnds() {
    assertThat(dates(Life.of(terms("2026-01-31", RhythmUnit.MONTH, null, 0)), "2028-02-29"))
        .containsExactly(
            "2026-01-31",
            "2026-02-28",
            "2026-03-31",
            "2026-04-30",
            "2026-05-31",
            "2026-06-30",
            "2026-07-31",
            "2026-08-31",
            "2026-09-30",
            "2026-10-31",
            "2026-11-30",
            "2026-12-31",
            "2027-01-31",
            "2027-02-28",
            "2027-03-31",
            "2027-04-30",
            "2027-05-31",
            "2027-06-30",
            "2027-07-31",
            "2027-08-31",
            "2027-09-30",
            "2027-10-31",
            "2027-11-30",
            "2027-12-31",
            "2028-01-31",
            "2028-02-29");
  }

  @Test
  void aYearThatStartsOnALeapDay() {
    Life life = Life.of(terms("2024-02-29", RhythmUnit.YEAR, null, 0));
    assertThat(dates(life, "2028-12-31"))
        .containsExactly("2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29");
    assertThat(life.documents().invoices()).allMatch(invoice -> invoice.total() == 31_000);
  }

  @Test
  void anAnchorDayMakesTheFirstPeriodAShortOne() {
    Life life = Life.of(terms("2026-03-15", RhythmUnit.MONTH, 1, 0)).until(day("2026-05-01"));
    assertThat(life.documents().invoiced())
        .containsExactly("2026-03-15 17000", "2026-04-01 31000", "2026-05-01 31000");
  }

  @Test
  void theThirtyFirstAsAnAnchorDayIsTheEndOfEachMonth() {
    assertThat(dates(Life.of(terms("2026-02-10", RhythmUnit.MONTH, 31, 0)), "2026-06-30"))
        .containsExactly(
            "2026-02-10", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30");
  }

  @Test
  void aTrialStandsStillDuringAPause() {
    for (AfterPause after : AfterPause.values()) {
      Life life = Life.of(terms("2026-03-01", RhythmUnit.MONTH, null, 14));
      life.ask(pause("2026-03-05", "2026-03-10", after, PauseSettlement.BALANCE));
      assertThat(status(life, "2026-03-01")).isEqualTo(Status.TRIAL);
      assertThat(status(life, "2026-03-05")).isEqualTo(Status.PAUSED);
      assertThat(status(life, "2026-03-10")).isEqualTo(Status.TRIAL);
      assertThat(status(life, "2026-03-19")).isEqualTo(Status.TRIAL);
      assertThat(status(life, "2026-03-20")).isEqualTo(Status.ACTIVE);
      life.until(day("2026-04-20"));
      assertThat(life.documents().invoiced())
          .containsExactly("2026-03-20 31000", "2026-04-20 31000");
    }
  }

  @Test
  void afterATrialTheAnchorDayMakesTheFirstPaidPeriodAShortOne() {
    Life life = Life.of(terms("2026-03-01", RhythmUnit.MONTH, 1, 14)).until(day("2026-04-01"));
    assertThat(life.documents().invoiced()).containsExactly("2026-03-15 17000", "2026-04-01 31000");
  }

  @Test
  void daylightSavingMovesNoRenewal() {
    Life life = Life.of(terms("2026-02-25", RhythmUnit.MONTH, 29, 0), Life.LIVE, day("2026-02-25"));
    assertThat(dates(life, "2026-04-29"))
        .containsExactly("2026-02-25", "2026-02-28", "2026-03-29", "2026-04-29");
    Life autumn =
        Life.of(terms("2026-09-25", RhythmUnit.MONTH, null, 0), Life.LIVE, day("2026-09-25"));
    assertThat(dates(autumn, "2026-11-25"))
        .containsExactly("2026-09-25", "2026-10-25", "2026-11-25");
  }

  private static Status status(Life life, String date) {
    return life.until(day(date)).subscription().statusOn(day(date));
  }

  private static Terms terms(
      String start, RhythmUnit unit, @Nullable Integer anchorDay, int trialDays) {
    return new Terms(day(start), unit, 1, anchorDay, BillingTiming.IN_ADVANCE, trialDays, PRICE);
  }

  private static List<String> dates(Life life, String until) {
    return life.until(day(until)).documents().invoices().stream()
        .map(invoice -> invoice.on().toString())
        .toList();
  }
}
