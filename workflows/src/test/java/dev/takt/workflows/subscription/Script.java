package dev.takt.workflows.subscription;

import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.ListPrice;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.TermsChange;
import dev.takt.workflows.timeline.Tiers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is going to happen in a random life: terms, and requests on days. It is drawn from its seed
 * before the life begins, so that requests can be left out one by one to see which ones matter.
 *
 * @param daily whether each day is looked at, or only those that the agenda waits for
 * @param sleep days that the system is down each time it would have had something to do
 * @param finale the cancellation that ends it
 */
record Script(
    long seed,
    Terms terms,
    BillingSchedule hours,
    boolean daily,
    int sleep,
    List<Act> acts,
    Act finale) {

  /** A request on a day. */
  record Act(LocalDate on, Request request) {}

  private static final long[] PRICES = {0, 1, 7, 99, 4_999, 10_000, 31_000, 33_333, 99_999};
  private static final int LIFE = 500;

  static Script of(long seed) {
    return new Draw(seed).script();
  }

  Script without(Act act) {
    List<Act> fewer = acts.stream().filter(other -> !other.equals(act)).toList();
    return new Script(seed, terms, hours, daily, sleep, fewer, finale);
  }

  /** As told in a failure. */
  String told() {
    return "seed "
        + seed
        + (daily ? ", daily" : "")
        + (sleep > 0 ? ", down for " + sleep + " days" : "")
        + "\n"
        + terms
        + "\n"
        + acts.stream()
            .map(act -> "on " + act.on() + ": " + act.request() + "\n")
            .collect(Collectors.joining())
        + "finally on "
        + finale.on()
        + ": "
        + finale.request();
  }

  /** Draws all that is random. */
  private static final class Draw {
    private final long seed;
    private final Random random;
    private final Random taxes;
    private final Random tiers;
    private final Random ends;
    private final RandomPrices prices;
    private final RandomCharges charges;
    private int ids;
    private RhythmUnit ownUnit = RhythmUnit.MONTH;
    private int ownCount = 1;
    private @Nullable LocalDate sameDay;
    private LocalDate start = LocalDate.MIN;

    Draw(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      this.taxes = new Random(~seed);
      this.tiers = new Random(seed * 17 + 3);
      this.ends = new Random(seed * 31);
      this.prices = new RandomPrices(seed);
      this.charges = new RandomCharges(seed);
    }

    Script script() {
      start = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(5 * 365));
      Terms terms = terms(start);
      prices.of(terms);
      List<Act> acts = new ArrayList<>();
      LocalDate day = start.minusDays(10);
      while (day.isBefore(start.plusDays(LIFE))) {
        day = day.plusDays(random.nextInt(90));
        acts.add(new Act(day, request(day)));
        Request onPrices = prices.request(day);
        if (onPrices != null) {
          acts.add(new Act(day, onPrices));
        }
        Request onCharges = charges.request(day);
        if (onCharges != null) {
          acts.add(new Act(day, onCharges));
        }
      }
      LocalDate last = day.plusDays(random.nextInt(60));
      return new Script(
          seed,
          terms,
          chance(30) ? Life.LIVE : Life.TEST_CLOCK,
          chance(5),
          chance(15) ? 1 + random.nextInt(40) : 0,
          acts,
          new Act(
              last, cancel(last, pick(Cancellation.When.IMMEDIATELY, Cancellation.When.ON_DATE))));
    }

    private Terms terms(LocalDate start) {
      RhythmUnit unit =
          pick(
              RhythmUnit.MONTH,
              RhythmUnit.MONTH,
              RhythmUnit.MONTH,
              RhythmUnit.YEAR,
              RhythmUnit.WEEK,
              RhythmUnit.DAY);
      ownUnit = unit;
      ownCount = count(unit);
      return new Terms(
          start,
          unit,
          ownCount,
          chance(30) ? 1 + random.nextInt(31) : null,
          chance(50) ? BillingTiming.IN_ADVANCE : BillingTiming.IN_ARREARS,
          chance(30) ? 1 + random.nextInt(40) : 0,
          agreed());
    }

    private Price agreed() {
      var price =
          new Price("pln_1", "Plan", price(), 1 + random.nextInt(3), rate(), taxes.nextBoolean());
      Tiers byQuantity = RandomTiers.orNull(tiers);
      return byQuantity == null ? price : price.costing(0, byQuantity);
    }

    private Request request(LocalDate today) {
      return switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> pause(today);
        case 4, 5 -> changePause(today);
        case 6 -> new Request.RemovePause(anyPause());
        case 7 -> cancel(today, pick(Cancellation.When.values()));
        case 8 -> new Request.UndoCancellation();
        case 9 -> change(today, price(), null, null);
        case 10 -> change(today, null, 1 + random.nextInt(4), null);
        default -> change(today, null, null, plan(today));
      };
    }

    private Request pause(LocalDate today) {
      AfterPause after = pick(AfterPause.values());
      boolean backDated = chance(30);
      LocalDate from = today.plusDays(backDated ? -random.nextInt(20) : random.nextInt(50));
      LocalDate to = chance(10) ? null : from.plusDays(1 + random.nextInt(60));
      ids++;
      return new Request.PlanPause(
          "pau_" + ids, from, to, after, pick(PauseSettlement.values()), null);
    }

    private Request changePause(LocalDate today) {
      LocalDate from = chance(30) ? today.plusDays(random.nextInt(30)) : null;
      LocalDate to = chance(80) ? today.plusDays(random.nextInt(60)) : null;
      return new Request.ChangePause(anyPause(), from, to, to == null && chance(50));
    }

    private String anyPause() {
      return "pau_" + Math.max(1, ids - random.nextInt(2));
    }

    private Request cancel(LocalDate today, Cancellation.When when) {
      LocalDate end = when == Cancellation.When.ON_DATE ? end(today) : null;
      return new Request.Cancel(
          when,
          end,
          pick(Cancellation.Settlement.values()),
          Cancellation.Receivables.CONTINUE_DUNNING,
          null,
          end != null && end.isBefore(today));
    }

    /** Sometimes in the past, which is granted with an override. */
    private LocalDate end(LocalDate today) {
      LocalDate later = today.plusDays(random.nextInt(90));
      LocalDate earlier = today.minusDays(ends.nextInt(120));
      earlier = earlier.isBefore(start) ? start : earlier;
      return ends.nextInt(4) == 0 && earlier.isBefore(today) ? earlier : later;
    }

    private Request change(
        LocalDate today,
        @Nullable Long price,
        @Nullable Integer quantity,
        TermsChange.@Nullable Plan plan) {
      TermsChange.When when = pick(TermsChange.When.values());
      LocalDate date = when == TermsChange.When.ON_DATE ? date(today) : null;
      ids++;
      return new Request.ChangeTerms("chg_" + ids, when, date, price, quantity, plan);
    }

    /** Often the day that something was asked for already. */
    private LocalDate date(LocalDate today) {
      LocalDate date = today.plusDays(random.nextInt(60));
      if (sameDay == null || sameDay.isBefore(today) || chance(60)) {
        sameDay = date;
      }
      return sameDay;
    }

    private TermsChange.Plan plan(LocalDate today) {
      boolean own = chance(25);
      RhythmUnit unit = own ? ownUnit : pick(RhythmUnit.values());
      int count = own ? ownCount : count(unit);
      String id = "pln_" + (2 + random.nextInt(9));
      List<ListPrice> later = new ArrayList<>();
      LocalDate from = today;
      while (chance(30)) {
        from = from.plusDays(1 + random.nextInt(100));
        later.add(announced(from));
      }
      long price = price();
      Tiers byQuantity = RandomTiers.orNull(tiers);
      return new TermsChange.Plan(
          id,
          "Other",
          unit,
          count,
          byQuantity == null ? price : 0,
          rate(),
          taxes.nextBoolean(),
          later,
          byQuantity);
    }

    private ListPrice announced(LocalDate from) {
      long price = price();
      Tiers byQuantity = RandomTiers.orNull(tiers);
      return new ListPrice(
          from, byQuantity == null ? price : 0, pick(ListPrice.Reach.values()), byQuantity);
    }

    private String rate() {
      return List.of("25", "25", "25", "12.5", "0").get(taxes.nextInt(5));
    }

    private int count(RhythmUnit unit) {
      return switch (unit) {
        case DAY -> 5 + random.nextInt(40);
        case WEEK -> 1 + random.nextInt(8);
        case MONTH -> chance(70) ? 1 : 1 + random.nextInt(6);
        case YEAR -> 1;
      };
    }

    private long price() {
      return PRICES[random.nextInt(PRICES.length)];
    }

    private boolean chance(int percent) {
      return random.nextInt(100) < percent;
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
      return choices[random.nextInt(choices.length)];
    }
  }
}
