package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.RhythmUnit;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A change of price, quantity or plan. {@code NEXT_PERIOD} is resolved by the timeline: it takes
 * effect with the first nominal period that starts after {@code askedOn}.
 *
 * @param sequence orders changes that take effect on the same day: the later one wins
 * @param unitPrice the new unit price in minor units, or null to keep it
 * @param quantity the new quantity, or null to keep it
 * @param plan the new plan, or null to keep it
 */
public record TermsChange(
    String id,
    int sequence,
    LocalDate askedOn,
    When when,
    @Nullable LocalDate date,
    @Nullable Long unitPrice,
    @Nullable Integer quantity,
    @Nullable Plan plan) {

  /** When it takes effect. */
  public enum When {
    NEXT_PERIOD,
    ON_DATE
  }

  /** The terms of another plan. */
  public record Plan(
      String planId,
      String name,
      RhythmUnit unit,
      int count,
      long unitPrice,
      String vatRate,
      boolean includesVat) {}

  /** The price after this change. */
  public Price applyTo(Price price) {
    Price base =
        plan == null
            ? price
            : new Price(
                plan.planId,
                plan.name,
                plan.unitPrice,
                price.quantity(),
                plan.vatRate,
                plan.includesVat);
    return new Price(
        base.planId(),
        base.name(),
        unitPrice == null ? base.unitPrice() : unitPrice,
        quantity == null ? base.quantity() : quantity,
        base.vatRate(),
        base.includesVat());
  }
}
