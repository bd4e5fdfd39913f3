package dev.takt.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param unitPrice the new unit price in minor units, or null to keep the price
 * @param quantity the new quantity, or null to keep it
 * @param plan the new plan, or null to keep it; a temporary one has the interval of the lasting one
 * @param until the first day on which the terms are what they would be without it; null where it
 *     lasts
 * @param tiers the new price by quantity, or null to keep the price
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
    @Nullable LocalDate until,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Tiers tiers) {

  /** A change that keeps the price, or makes it the same for each unit. */
  public TermsChange(
      String id,
      int sequence,
      LocalDate askedOn,
      When when,
      @Nullable LocalDate date,
      @Nullable Long unitPrice,
      @Nullable Integer quantity,
      @Nullable Plan plan,
      @Nullable LocalDate until) {
    this(id, sequence, askedOn, when, date, unitPrice, quantity, plan, until, null);
  }

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
   * @param unitPrice what it costs before the first of {@code later}; 0 where there are tiers
   * @param later the prices that are known for later, in order of date: the day on which the change
   *     takes effect decides which of them holds
   * @param tiers what a quantity costs by its size before the first of {@code later}; null where
   *     each unit costs the same
   */
  public record Plan(
      String planId,
      String name,
      RhythmUnit unit,
      int count,
      long unitPrice,
      String vatRate,
      boolean includesVat,
      List<ListPrice> later,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Tiers tiers) {
    public Plan {
      // States of before there were any have none.
      later =
          later == null
              ? List.of()
              : later.stream().sorted(Comparator.comparing(ListPrice::from)).toList();
    }

    /** A plan each unit of which costs the same. */
    public Plan(
        String planId,
        String name,
        RhythmUnit unit,
        int count,
        long unitPrice,
        String vatRate,
        boolean includesVat,
        List<ListPrice> later) {
      this(planId, name, unit, count, unitPrice, vatRate, includesVat, later, null);
    }

    /** The same where its price is not going to change as far as is known. */
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

    /** What a quantity costs whoever comes onto it on a date. */
    public Price priceOn(LocalDate date, int quantity) {
      Price price =
          new Price(planId, name, unitPrice, quantity, vatRate, includesVat, List.of(), tiers);
      for (ListPrice one : later) {
        price = one.from().isAfter(date) ? price : price.costing(one.unitPrice(), one.tiers());
      }
      return price;
    }

    /** The most that a quantity or a smaller one may cost, whenever it is, in minor units. */
    public long dearest(int quantity) {
      return later.stream()
          .mapToLong(one -> priceOn(one.from(), quantity).dearest(quantity))
          .reduce(priceOn(LocalDate.MIN, quantity).dearest(quantity), Math::max);
    }

    /**
     * The plan for whoever comes onto it on a date or later: what was before it does not matter.
     */
    public Plan from(LocalDate date) {
      Price price = priceOn(date, 1);
      return new Plan(
          planId,
          name,
          unit,
          count,
          price.unitPrice(),
          vatRate,
          includesVat,
          later.stream().filter(one -> one.from().isAfter(date)).toList(),
          price.tiers());
    }
  }

  /** The same with its plan as it is on the day on which the change takes effect. */
  TermsChange takingEffect(LocalDate on) {
    return plan == null
        ? this
        : new TermsChange(
            id, sequence, askedOn, when, date, unitPrice, quantity, plan.from(on), until, tiers);
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
        price.tiers() == null ? price.unitPrice() : null,
        null,
        null,
        until,
        price.tiers());
  }

  /** The same up to another day. */
  public TermsChange until(LocalDate other) {
    return new TermsChange(
        id, sequence, askedOn, when, date, unitPrice, quantity, plan, other, tiers);
  }

  /** Whether it is of the price itself, and of nothing else. */
  public boolean changesPrice() {
    return unitPrice != null || tiers != null;
  }

  /** The price after this change. */
  public Price applyTo(Price price) {
    Price base =
        plan == null
            ? price.costing(price.unitPrice(), price.tiers())
            : new Price(
                plan.planId,
                plan.name,
                plan.unitPrice,
                price.quantity(),
                plan.vatRate,
                plan.includesVat,
                List.of(),
                plan.tiers);
    if (changesPrice()) {
      base = base.costing(unitPrice == null ? 0 : unitPrice, tiers);
    }
    return quantity == null ? base : base.of(quantity);
  }

  /** The most that a quantity or a smaller one may cost by it, in minor units. */
  public long dearest(int most) {
    long own = tiers == null ? (unitPrice == null ? 0 : unitPrice * most) : tiers.atMost(most);
    return plan == null ? own : Math.max(own, plan.dearest(most));
  }
}
