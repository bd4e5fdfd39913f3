package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.RhythmUnit;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of price, quantity or plan. {@code NEXT_PERIOD} is resolved by the timeline: it takes
 * effect with the first nominal period that starts after {@code askedOn}.
 *
 * @param sequence orders changes that take effect on the same day: the later one wins
 * @param unitPrice the new unit price in minor units, or null to keep it
 * @param quantity the new quantity, or null to keep it
 * @param plan the new plan, or null to keep it; a temporary one has the interval of the lasting one
 * @param until the first day on which the terms are what they would be without it; null where it
 *     lasts
 */
public record TermsChange(
    String id,
    int sequence,
    LocalDate askedOn,
    When when,
    @Nullable LocalDate date,
    @Nullable Long unitPrice,
    @Nullable Integer quantity,
    @Nullable Plan plan,
    @Nullable LocalDate until) {

  /** A change that lasts. */
  public TermsChange(
      String id,
      int sequence,
      LocalDate askedOn,
      When when,
      @Nullable LocalDate date,
      @Nullable Long unitPrice,
      @Nullable Integer quantity,
      @Nullable Plan plan) {
    this(id, sequence, askedOn, when, date, unitPrice, quantity, plan, null);
  }

  /** When it takes effect. */
  public enum When {
    NEXT_PERIOD,
    ON_DATE
  }

  /**
   * The terms of another plan.
   *
   * @param unitPrice what it costs before the first of {@code later}
   * @param later the prices that are known for later, in order of date: the day on which the change
   *     takes effect decides which of them holds
   */
  public record Plan(
      String planId,
      String name,
      RhythmUnit unit,
      int count,
      long unitPrice,
      String vatRate,
      boolean includesVat,
      List<ListPrice> later) {
    public Plan {
      // States of before there were any have none.
      later =
          later == null
              ? List.of()
              : later.stream().sorted(Comparator.comparing(ListPrice::from)).toList();
    }

    /** A plan whose price is not going to change as far as is known. */
    public Plan(
        String planId,
        String name,
        RhythmUnit unit,
        int count,
        long unitPrice,
        String vatRate,
        boolean includesVat) {
      this(planId, name, unit, count, unitPrice, vatRate, includesVat, List.of());
    }

    /** What it costs whoever comes onto it on a date. */
    public long priceOn(LocalDate date) {
      long price = unitPrice;
      for (ListPrice one : later) {
        price = one.from().isAfter(date) ? price : one.unitPrice();
      }
      return price;
    }

    /** The most that it may cost, whenever it is. */
    public long dearest() {
      return later.stream().mapToLong(ListPrice::unitPrice).reduce(unitPrice, Math::max);
    }

    /**
     * The plan for whoever comes onto it on a date or later: what was before it does not matter.
     */
    public Plan from(LocalDate date) {
      return new Plan(
          planId,
          name,
          unit,
          count,
          priceOn(date),
          vatRate,
          includesVat,
          later.stream().filter(price -> price.from().isAfter(date)).toList());
    }
  }

  /** The same with its plan as it is on the day on which the change takes effect. */
  TermsChange takingEffect(LocalDate on) {
    return plan == null
        ? this
        : new TermsChange(
            id, sequence, askedOn, when, date, unitPrice, quantity, plan.from(on), until);
  }

  /** What a price does that was known with the plan, as if it had been asked for with it. */
  TermsChange announcing(ListPrice price) {
    boolean dated = price.reach() == ListPrice.Reach.ON_DATE;
    return new TermsChange(
        id,
        sequence,
        price.from().minusDays(1),
        dated ? When.ON_DATE : When.NEXT_PERIOD,
        dated ? price.from() : null,
        price.unitPrice(),
        null,
        null,
        until);
  }

  /** The same up to another day. */
  public TermsChange until(LocalDate other) {
    return new TermsChange(id, sequence, askedOn, when, date, unitPrice, quantity, plan, other);
  }

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
