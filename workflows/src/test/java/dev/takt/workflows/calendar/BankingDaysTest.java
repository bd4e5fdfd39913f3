package dev.takt.workflows.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Days on which banks are closed from Monday to Friday, listed from the calendars of five years.
 */
class BankingDaysTest {
  private final BankingDays days = BankingDays.shipped();

  @ParameterizedTest
  @CsvSource({
    "DK, 2026, 01-01 04-02 04-03 04-06 05-14 05-15 05-25 06-05 12-24 12-25 12-31",
    "DK, 2027, 01-01 03-25 03-26 03-29 05-06 05-07 05-17 12-24 12-31",
    "DK, 2028, 04-13 04-14 04-17 05-25 05-26 06-05 12-25 12-26",
    "DK, 2029, 01-01 03-29 03-30 04-02 05-10 05-11 05-21 06-05 12-24 12-25 12-26 12-31",
    "DK, 2030, 01-01 04-18 04-19 04-22 05-30 05-31 06-05 06-10 12-24 12-25 12-26 12-31",
    "NO, 2026, 01-01 04-02 04-03 04-06 05-01 05-14 05-25 12-25",
    "NO, 2027, 01-01 03-25 03-26 03-29 05-06 05-17",
    "NO, 2028, 04-13 04-14 04-17 05-01 05-17 05-25 06-05 12-25 12-26",
    "NO, 2029, 01-01 03-29 03-30 04-02 05-01 05-10 05-17 05-21 12-25 12-26",
    "NO, 2030, 01-01 04-18 04-19 04-22 05-01 05-17 05-30 06-10 12-25 12-26",
    "SE, 2026, 01-01 01-06 04-03 04-06 05-01 05-14 06-19 12-24 12-25 12-31",
    "SE, 2027, 01-01 01-06 03-26 03-29 05-06 06-25 12-24 12-31",
    "SE, 2028, 01-06 04-14 04-17 05-01 05-25 06-06 06-23 12-25 12-26",
    "SE, 2029, 01-01 03-30 04-02 05-01 05-10 06-06 06-22 12-24 12-25 12-26 12-31",
    "SE, 2030, 01-01 04-19 04-22 05-01 05-30 06-06 06-21 12-24 12-25 12-26 12-31",
  })
  void closedOnTheseWorkingDaysAndOnNoOthers(String country, int year, String closed) {
    List<String> listed = Arrays.asList(closed.split(" ", -1));
    LocalDate first = LocalDate.of(year, 1, 1);
    List<String> found =
        first
            .datesUntil(first.plusYears(1))
            .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
            .filter(day -> !days.isOpen(country, day))
            .map(day -> day.toString().substring(5))
            .toList();
    assertThat(found).isEqualTo(listed);
  }

  @Test
  void neverOpenOnWeekendsAndAnywhereElseOnlyClosedThen() {
    LocalDate first = LocalDate.of(2026, 1, 1);
    for (String country : List.of("DK", "NO", "SE", "DE")) {
      assertThat(
              first
                  .datesUntil(first.plusYears(5))
                  .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0))
          .noneMatch(day -> days.isOpen(country, day));
    }
    assertThat(days.isOpen("DE", LocalDate.of(2026, 4, 3))).isTrue();
    assertThat(days.paydayOnOrAfter("DE", first)).isNull();
  }

  @Test
  void greatPrayerDayWasTheLastIn2023() {
    assertThat(days.isOpen("DK", LocalDate.of(2023, 5, 5))).isFalse();
    assertThat(days.isOpen("DK", LocalDate.of(2024, 4, 26))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // Danes are paid on the last banking day of the month: 31 December is not one.
    "DK, 2026-01-01, 2026-01-30",
    "DK, 2026-01-31, 2026-02-27",
    "DK, 2026-03-31, 2026-03-31",
    "DK, 2026-12-24, 2026-12-30",
    "DK, 2026-12-31, 2027-01-29",
    // Norwegians on the 12th, 15th, 20th or 25th, or the banking day before.
    "NO, 2026-04-01, 2026-04-10",
    "NO, 2026-04-11, 2026-04-15",
    "NO, 2026-04-16, 2026-04-20",
    "NO, 2026-04-21, 2026-04-24",
    "NO, 2026-04-25, 2026-05-12",
    // Swedes on the 25th, or the banking day before.
    "SE, 2026-04-01, 2026-04-24",
    "SE, 2026-12-01, 2026-12-23",
    "SE, 2026-12-24, 2027-01-25",
  })
  void payday(String country, String from, String payday) {
    assertThat(days.paydayOnOrAfter(country, LocalDate.parse(from))).isEqualTo(payday);
  }

  @ParameterizedTest
  @CsvSource({
    "DK, 2026-04-02, 2026-04-07",
    "DK, 2026-12-24, 2026-12-28",
    "NO, 2026-04-02, 2026-04-07",
    "SE, 2026-04-02, 2026-04-02",
    "SE, 2026-06-19, 2026-06-22",
  })
  void theNextOpenDay(String country, String date, String open) {
    assertThat(days.onOrAfter(country, LocalDate.parse(date))).isEqualTo(open);
  }
}
