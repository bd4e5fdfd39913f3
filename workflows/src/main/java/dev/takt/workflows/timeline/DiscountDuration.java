package dev.takt.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long a discount lasts. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DiscountDuration.Forever.class, name = "forever"),
  @JsonSubTypes.Type(value = DiscountDuration.UntilDate.class, name = "until"),
  @JsonSubTypes.Type(value = DiscountDuration.ForDays.class, name = "days"),
  @JsonSubTypes.Type(value = DiscountDuration.ForPeriods.class, name = "periods")
})
public sealed interface DiscountDuration {

  /**
   * What is given of an end, days and periods; for ever where none is, null where more than one is,
   * or where pauses are to count and no days are given.
   */
  static @Nullable DiscountDuration of(
      @Nullable LocalDate until,
      @Nullable Integer days,
      @Nullable Integer periods,
      boolean countsPauses) {
    long given = Stream.of(until, days, periods).filter(Objects::nonNull).count();
    if (given > 1 || (countsPauses && days == null)) {
      return null;
    }
    if (until != null) {
      return new UntilDate(until);
    }
    if (days != null) {
      return new ForDays(days, countsPauses);
    }
    return periods == null ? new Forever() : new ForPeriods(periods);
  }

  /** As long as the subscription. */
  record Forever() implements DiscountDuration {}

  /**
   * Up to a date.
   *
   * @param date the first day without the discount
   */
  record UntilDate(LocalDate date) implements DiscountDuration {}

  /**
   * A number of days.
   *
   * @param countsPauses whether they are calendar days from the first one on; else only days of
   *     service count, and a pause, a trial or a suspension uses none up
   */
  record ForDays(int days, boolean countsPauses) implements DiscountDuration {}

  /**
   * A number of nominal periods with active time, from the first on that starts on the discount's
   * first day or later.
   */
  record ForPeriods(int periods) implements DiscountDuration {}
}
