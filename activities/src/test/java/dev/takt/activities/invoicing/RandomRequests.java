package dev.takt.activities.invoicing;

import dev.takt.activities.World;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.subscription.RandomTiers;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.ListPrice;
import dev.takt.workflows.timeline.Pause;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.TermsChange;
import dev.takt.workflows.timeline.Tiers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Terms and requests of every kind, drawn at random for the day on which they are asked for. */
final class RandomRequests {
  private static final long[] PRICES = {0, 1, 99, 4_999, 10_000, 31_000, 33_333, 99_999};

  private final Random random;
  private final World world;
  private final Random taxes;
  private String rate;
  private boolean includesVat;
  private @Nullable LocalDate sameDay;

  RandomRequests(Random random, World world) {
    this.random = random;
    this.world = world;
    this.rate = pick("25", "12.5", "0");
    this.includesVat = random.nextBoolean();
    // Of its own, so that what else is drawn is the same whatever the taxes are.
    this.taxes = new Random(rate.hashCode() + (includesVat ? 1L : 0L));
  }

  RandomRequests(Random random, World world, String rate, boolean includesVat) {
    this.random = random;
    this.world = world;
    this.rate = rate;
    this.includesVat = includesVat;
    this.taxes = new Random(rate.hashCode() + (includesVat ? 1L : 0L));
  }

  Terms terms() {
    RhythmUnit unit = unit();
    return terms(LocalDate.of(2025, 12, 1).plusDays(random.nextInt(90)), unit, count(unit));
  }

  Terms terms(LocalDate start, RhythmUnit unit, int count) {
    long price = price();
    return new Terms(
        start,
        unit,
        count,
        chance(30) ? 1 + random.nextInt(31) : null,
        chance(60) ? BillingTiming.IN_ADVANCE : BillingTiming.IN_ARREARS,
        chance(25) ? 1 + random.nextInt(40) : 0,
        agreed(price));
  }

  private Price agreed(long price) {
    var agreed =
        new Price(
            world.plan(price, rate, includesVat),
            "Avis",
            price,
            1 + random.nextInt(3),
            rate,
            includesVat);
    // Of its own, too.
    Tiers tiers = RandomTiers.orNull(new Random(price + agreed.quantity()));
    return tiers == null ? agreed : agreed.costing(0, tiers);
  }

  Request request(Life life) {
    LocalDate today = life.today();
    List<Pause> pauses = life.state.changes().pauses();
    return switch (random.nextInt(13)) {
      case 0, 1, 2, 3 -> pause(today);
      case 4, 5 -> pauses.isEmpty() ? pause(today) : move(pauses.getLast(), today);
      case 6 -> pauses.isEmpty() ? pause(today) : new Request.RemovePause(pauses.getLast().id());
      case 7 -> cancel(today, pick(Cancellation.When.END_OF_PERIOD, Cancellation.When.ON_DATE));
      case 8, 9 -> new Request.UndoCancellation();
      case 10 -> terms(today, price(), null, null);
      case 11 -> terms(today, null, 1 + random.nextInt(4), null);
      default ->
          chance(50)
              ? terms(today, null, null, plan(today))
              : new Request.ChangePaymentMethod(
                  world.addCard(life.customer, pick("tok_ok", "tok_do_not_honor")));
    };
  }

  /** One of every kind that is about a date, for this very date. */
  Request on(LocalDate date) {
    return switch (random.nextInt(4)) {
      case 0 -> cancel(pick(Cancellation.Settlement.values()), Cancellation.When.ON_DATE, date);
      case 1 ->
          new Request.ChangeTerms(
              Ids.next("chg"), TermsChange.When.ON_DATE, date, price(), null, null);
      default -> {
        boolean ends = chance(50);
        int days = 1 + random.nextInt(50);
        yield new Request.PlanPause(
            Ids.next("pau"),
            ends ? date.minusDays(days) : date,
            ends ? date : date.plusDays(days),
            AfterPause.KEEP_DATES,
            pick(PauseSettlement.values()),
            null);
      }
    };
  }

  /** A cancellation that no period has a say in: it does end. */
  Request end(LocalDate today) {
    return cancel(today, pick(Cancellation.When.IMMEDIATELY, Cancellation.When.ON_DATE));
  }

  private Request pause(LocalDate today) {
    AfterPause after = pick(AfterPause.values());
    boolean backDated = chance(after == AfterPause.KEEP_DATES ? 30 : 10);
    LocalDate from = today.plusDays(backDated ? -random.nextInt(20) : random.nextInt(50));
    LocalDate to = chance(10) ? null : from.plusDays(1 + random.nextInt(60));
    return new Request.PlanPause(
        Ids.next("pau"), from, to, after, pick(PauseSettlement.values()), null);
  }

  private Request move(Pause pause, LocalDate today) {
    LocalDate from = chance(30) ? today.plusDays(random.nextInt(30)) : null;
    LocalDate to = chance(80) ? today.plusDays(random.nextInt(60)) : null;
    return new Request.ChangePause(pause.id(), from, to, to == null && chance(50));
  }

  private Request cancel(LocalDate today, Cancellation.When when) {
    LocalDate date = when == Cancellation.When.ON_DATE ? today.plusDays(random.nextInt(90)) : null;
    return cancel(pick(Cancellation.Settlement.values()), when, date);
  }

  private Request cancel(
      Cancellation.Settlement settlement, Cancellation.When when, @Nullable LocalDate date) {
    return new Request.Cancel(
        when, date, settlement, pick(Cancellation.Receivables.values()), null, false);
  }

  private Request terms(
      LocalDate today,
      @Nullable Long price,
      @Nullable Integer quantity,
      TermsChange.@Nullable Plan plan) {
    TermsChange.When when = pick(TermsChange.When.values());
    LocalDate date = when == TermsChange.When.ON_DATE ? date(today) : null;
    return new Request.ChangeTerms(Ids.next("chg"), when, date, price, quantity, plan);
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
    RhythmUnit unit = unit();
    long price = price();
    if (taxes.nextInt(3) == 0) {
      rate = List.of("25", "12.5", "0").get(taxes.nextInt(3));
      includesVat = taxes.nextBoolean();
    }
    List<ListPrice> later = new ArrayList<>();
    LocalDate from = today;
    while (chance(30)) {
      from = from.plusDays(1 + random.nextInt(100));
      later.add(new ListPrice(from, price(), pick(ListPrice.Reach.values())));
    }
    return new TermsChange.Plan(
        world.plan(price, rate, includesVat),
        "Andet",
        unit,
        count(unit),
        price,
        rate,
        includesVat,
        later);
  }

  private RhythmUnit unit() {
    return pick(
        RhythmUnit.MONTH, RhythmUnit.MONTH, RhythmUnit.YEAR, RhythmUnit.WEEK, RhythmUnit.DAY);
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
