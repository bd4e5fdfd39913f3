package dev.takt.api.discounts;

import dev.takt.api.web.Check;
import dev.takt.workflows.timeline.DiscountDuration;
import dev.takt.workflows.timeline.PriceReduction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields that say what a discount takes off a price, and for how long. */
public record DiscountFields(
    @Nullable BigDecimal percentOff,
    @Nullable Long amountOff,
    @Nullable LocalDate until,
    @Nullable Integer days,
    @Nullable Integer periods,
    @Nullable Boolean countsPauses) {

  /** Notes what is wrong with them. */
  public void check(Check check) {
    check.that(
        (percentOff == null) != (amountOff == null),
        "",
        "give exactly one of percentOff and amountOff");
    check.that(
        percentOff == null || PriceReduction.of(percentOff, null) != null,
        "/percentOff",
        "must be above 0 and at most 100, with two decimals at most");
    check.that(amountOff == null || amountOff > 0, "/amountOff", "must be above 0");
    checkDuration(check);
  }

  /** The same of those that say for how long. */
  public void checkDuration(Check check) {
    long given = Stream.of(until, days, periods).filter(Objects::nonNull).count();
    check.that(given <= 1, "", "give at most one of until, days and periods");
    check.that(!Boolean.TRUE.equals(countsPauses) || days != null, "/countsPauses", "needs days");
  }

  /** What is taken off, once checked. */
  public PriceReduction reduction() {
    return Objects.requireNonNull(PriceReduction.of(percentOff, amountOff));
  }

  /** For how long, once checked. */
  public DiscountDuration duration() {
    return Objects.requireNonNull(
        DiscountDuration.of(until, days, periods, countsPauses != null && countsPauses));
  }
}
