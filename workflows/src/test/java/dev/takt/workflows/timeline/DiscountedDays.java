package dev.takt.workflows.timeline;

import dev.takt.workflows.timeline.ReckonedDay.State;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tests' own opinion on which discounts hold on which day: each is lived through a day at a
 * time, over the days that a {@link DayWalk} gives.
 */
final class DiscountedDays {
  private static final int BEYOND = 800;

  private final Map<LocalDate, List<Discount>> onDate = new HashMap<>();
  private final List<ReckonedDay> days = new ArrayList<>();
  private final List<Suspension> suspensions;
  private final LocalDate last;

  private DiscountedDays(Terms terms, Changes changes, LocalDate until) {
    this.suspensions = changes.suspensions();
    this.last = until.plusDays(BEYOND);
    DayWalk walk = new DayWalk(terms, changes.withCancellation(null));
    for (LocalDate day = terms.startDate(); day.isBefore(last); day = day.plusDays(1)) {
      days.add(walk.live());
    }
  }

  static DiscountedDays of(Terms terms, Changes changes, LocalDate until) {
    boolean none = changes.discounts().isEmpty();
    var discounted =
        new DiscountedDays(terms, changes, none ? terms.startDate().minusDays(BEYOND) : until);
    changes.discounts().forEach(discounted::live);
    return discounted;
  }

  private void live(Discount discount) {
    switch (discount.duration()) {
      case DiscountDuration.Forever _ -> hold(discount, discount.from(), last);
      case DiscountDuration.UntilDate(LocalDate date) -> hold(discount, discount.from(), date);
      case DiscountDuration.ForDays(int count, boolean countsPauses) -> {
        if (countsPauses) {
          hold(discount, discount.from(), discount.from().plusDays(count));
        } else {
          liveDays(discount, count);
        }
      }
      case DiscountDuration.ForPeriods(int count) -> livePeriods(discount, count);
    }
  }

  private void hold(Discount discount, LocalDate from, LocalDate to) {
    for (LocalDate day = from; day.isBefore(to); day = day.plusDays(1)) {
      onDate.computeIfAbsent(day, any -> new ArrayList<>()).add(discount);
    }
  }

  private void liveDays(Discount discount, int count) {
    int left = count;
    for (ReckonedDay day : days) {
      if (left > 0 && !day.date().isBefore(discount.from())) {
        hold(discount, day.date(), day.date().plusDays(1));
        boolean withheld = suspensions.stream().anyMatch(one -> one.contains(day.date()));
        left -= day.state() == State.ACTIVE && !withheld ? 1 : 0;
      }
    }
  }

  private void livePeriods(Discount discount, int count) {
    SortedMap<Integer, LocalDate> beginnings = new TreeMap<>();
    Set<Integer> active = new HashSet<>();
    Set<Integer> known = new HashSet<>();
    for (ReckonedDay day : days) {
      if (day.period() > 0) {
        beginnings.putIfAbsent(day.period(), day.date());
        if (day.slot() != null && known.add(day.period()) && day.slot().position() > 0) {
          beginnings.put(day.period(), day.date());
        }
        if (day.state() == State.ACTIVE) {
          active.add(day.period());
        }
      }
    }
    // What comes between a period given up and the one after the pause is none.
    beginnings.keySet().retainAll(known);
    List<LocalDate> from = new ArrayList<>();
    LocalDate to = null;
    for (Map.Entry<Integer, LocalDate> period : beginnings.entrySet()) {
      if (from.size() == count) {
        to = to == null ? period.getValue() : to;
      } else if (active.contains(period.getKey()) && !period.getValue().isBefore(discount.from())) {
        from.add(period.getValue());
      }
    }
    if (!from.isEmpty()) {
      hold(discount, from.getFirst(), to == null ? last : to);
    }
  }

  ReckonedDay on(ReckonedDay day) {
    return day.slot() == null
        ? day
        : new ReckonedDay(
            day.date(), day.state(), day.period(), at(day.date(), day.slot()), day.chain());
  }

  /** A day of a nominal period at the price of a date, less its discounts. */
  Slot at(LocalDate date, Slot slot) {
    List<Discount> discounts = onDate.getOrDefault(date, List.of());
    if (discounts.isEmpty()) {
      return slot;
    }
    Price list = slot.price();
    BigDecimal left = NaivePrice.list(list);
    List<PriceCut> cuts = new ArrayList<>();
    for (Discount discount : discounts) {
      if (discount.reduction() instanceof PriceReduction.PercentOff(int hundredths)) {
        BigDecimal off =
            left.multiply(BigDecimal.valueOf(hundredths, 4)).setScale(0, RoundingMode.HALF_UP);
        cuts.add(new PriceCut(discount, off.longValueExact()));
        left = left.subtract(off);
      }
    }
    for (Discount discount : discounts) {
      if (discount.reduction() instanceof PriceReduction.AmountOff(long amount)) {
        BigDecimal off = left.min(BigDecimal.valueOf(amount));
        cuts.add(new PriceCut(discount, off.longValueExact()));
        left = left.subtract(off);
      }
    }
    return new Slot(
        slot.nominalStart(),
        slot.days(),
        slot.position(),
        new Price(
            list.planId(),
            list.name(),
            list.unitPrice(),
            list.quantity(),
            list.vatRate(),
            list.includesVat(),
            cuts,
            list.tiers()));
  }
}
