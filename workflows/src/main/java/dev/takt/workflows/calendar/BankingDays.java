package dev.takt.workflows.calendar;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On which days a country's banks are open, and when its people are paid: dated data. Workflows
 * never ask it; what it says reaches them in the recorded answers of activities, since next
 * version's data may be another.
 */
public final class BankingDays {
  private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("MM-dd");
  private final List<Rules> rules;

  private BankingDays(List<Rules> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * What holds in a country for a time.
   *
   * @param validTo the first day on which it does not hold any more, or null
   * @param closed days of the year, as MM-dd
   * @param fromEaster days counted from Easter Sunday
   * @param paydays days of the month, 0 for the last; on a closed day the banking day before
   */
  record Rules(
      String country,
      LocalDate validFrom,
      @Nullable LocalDate validTo,
      List<String> closed,
      List<Integer> fromEaster,
      boolean midsummerEve,
      List<Integer> paydays,
      String source) {}

  record Data(String note, List<Rules> rules) {}

  /** The data that comes along. */
  public static BankingDays shipped() {
    try (InputStream data = BankingDays.class.getResourceAsStream("banking-days.json")) {
      return new BankingDays(
          new ObjectMapper().findAndRegisterModules().readValue(data, Data.class).rules);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Whether banks are open. */
  public boolean isOpen(String country, LocalDate date) {
    if (date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY) {
      return false;
    }
    Rules in = rules(country, date);
    return in == null
        || !(in.closed.contains(date.format(DAY_OF_YEAR))
            || in.fromEaster.stream().anyMatch(d -> easter(date.getYear()).plusDays(d).equals(date))
            || (in.midsummerEve && midsummerEve(date.getYear()).equals(date)));
  }

  /** The date, or the next on which banks are open. */
  public LocalDate onOrAfter(String country, LocalDate date) {
    LocalDate day = date;
    while (!isOpen(country, day)) {
      day = day.plusDays(1);
    }
    return day;
  }

  /** The first payday on or after a date; null where nothing is known of the country. */
  public @Nullable LocalDate paydayOnOrAfter(String country, LocalDate date) {
    Rules in = rules(country, date);
    if (in == null) {
      return null;
    }
    LocalDate first = null;
    for (int months = 0; months <= 1; months++) {
      YearMonth month = YearMonth.from(date).plusMonths(months);
      for (int day : in.paydays) {
        LocalDate payday = onOrBefore(country, day == 0 ? month.atEndOfMonth() : month.atDay(day));
        if (!payday.isBefore(date) && (first == null || payday.isBefore(first))) {
          first = payday;
        }
      }
    }
    return first;
  }

  /** The last day before a date on which banks were open. */
  public LocalDate before(String country, LocalDate date) {
    return onOrBefore(country, date.minusDays(1));
  }

  private LocalDate onOrBefore(String country, LocalDate date) {
    LocalDate day = date;
    while (!isOpen(country, day)) {
      day = day.minusDays(1);
    }
    return day;
  }

  private @Nullable Rules rules(String country, LocalDate date) {
    for (Rules candidate : rules) {
      if (candidate.country.equals(country)
          && !date.isBefore(candidate.validFrom)
          && (candidate.validTo == null || date.isBefore(candidate.validTo))) {
        return candidate;
      }
    }
    return null;
  }

  private static LocalDate midsummerEve(int year) {
    return LocalDate.of(year, 6, 19).with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
  }

  /** Easter Sunday, by the anonymous Gregorian computation (Meeus, Astronomical Algorithms, 8). */
  static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return LocalDate.of(year, f / 31, f % 31 + 1);
  }
}
