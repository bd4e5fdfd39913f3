package dev.takt.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;

/** How long a discount lasts. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DiscountDuration.Forever.class, name = "forever"),
  @JsonSubTypes.Type(value = DiscountDuration.UntilDate.class, name = "until"),
  @JsonSubTypes.Type(value = DiscountDuration.ForDays.class, name = "days"),
  @JsonSubTypes.Type(value = DiscountDuration.ForPeriods.class, name = "periods")
})
public sealed interface DiscountDuration {

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
