package dev.takt.workflows.claim;

import dev.takt.workflows.calendar.BankingDays;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The days of letters and their deadlines in a country.
 *
 * @param days null where days are only counted, as in a policy: none of them is a closed one
 */
record Deadlines(CountryLaw country, @Nullable BankingDays days) {

  int days(@Nullable Integer wanted) {
    return Objects.requireNonNullElse(wanted, country.usualDeadlineDays());
  }

  LocalDate deadline(LocalDate sentOn, int deadlineDays) {
    LocalDate day = sentOn.plusDays(deadlineDays);
    return country.deadlinesMove() ? open(day) : day;
  }

  LocalDate dueOn(LocalDate dueDate) {
    return country.dueDatesMove() ? open(dueDate) : dueDate;
  }

  LocalDate open(LocalDate day) {
    return days == null ? day : days.onOrAfter(country.code(), day);
  }
}
