package dev.takt.api.plans;

import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.timeline.BillingTiming;
import java.time.Instant;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * What is sold.
 *
 * @param price of one nominal period, in minor units, until its first price version takes effect
 * @param noticePeriod as a period of ISO 8601
 */
public record Plan(
    String id,
    String code,
    String name,
    RhythmUnit unit,
    int count,
    long price,
    String currency,
    String vatRate,
    boolean priceIncludesVat,
    BillingTiming billing,
    @Nullable String noticePeriod,
    @Nullable String minimumTerm,
    int trialDays,
    Instant createdAt) {

  /** A text of the plan as a period, or null. */
  public static @Nullable Period period(@Nullable String text) {
    return text == null ? null : Period.parse(text);
  }
}
