package dev.takt.workflows.subscription;

import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.timeline.DiscountDuration;
import dev.takt.workflows.timeline.PriceReduction;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.TermsChange;
import dev.takt.workflows.timeline.Tiers;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Draws what is asked about prices for a while: discounts, temporary changes, suspensions. */
final class RandomPrices {
  private static final int[] PERCENT = {1, 333, 1_000, 2_000, 5_000, 10_000};
  private static final long[] AMOUNTS = {1, 50, 4_999, 10_000, 120_000};

  private final Random random;
  private RhythmUnit unit = RhythmUnit.MONTH;
  private int count = 1;
  private int discounts;
  private int changes;

  RandomPrices(long seed) {
    this.random = new Random(seed * 31 + 7);
  }

  /** What is temporary keeps the interval that was agreed. */
  void of(Terms terms) {
    unit = terms.unit();
    count = terms.count();
  }

  /** What is asked for on a day, or null. */
  @Nullable Request request(LocalDate today) {
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> grant(today);
      case 3 -> new Request.ChangeDiscount(anyDiscount(), duration(today));
      case 4 -> new Request.RemoveDiscount(anyDiscount());
      case 5 -> temporary(today, amount(), null, null);
      case 6 -> temporary(today, null, 1 + random.nextInt(4), null);
      case 7 -> temporary(today, null, null, plan());
      case 8 -> new Request.ProlongChange(anyChange(), today.plusDays(random.nextInt(60)));
      case 9 -> new Request.RemoveChange(anyChange());
      case 10 -> new Request.Suspend("inv_debt");
      case 11 -> new Request.Restore("inv_debt");
      default -> null;
    };
  }

  private Request grant(LocalDate today) {
    discounts++;
    LocalDate from = random.nextInt(3) == 0 ? null : today.plusDays(random.nextInt(60) - 15);
    PriceReduction reduction =
        random.nextInt(3) > 0
            ? new PriceReduction.PercentOff(PERCENT[random.nextInt(PERCENT.length)])
            : new PriceReduction.AmountOff(amount());
    return new Request.GrantDiscount(
        "dis_" + discounts, reduction, from, duration(from == null ? today : from), null, null);
  }

  private DiscountDuration duration(LocalDate from) {
    return switch (random.nextInt(5)) {
      case 0 -> new DiscountDuration.Forever();
      case 1 -> new DiscountDuration.UntilDate(from.plusDays(1 + random.nextInt(120)));
      case 2 -> new DiscountDuration.ForDays(1 + random.nextInt(90), random.nextBoolean());
      case 3 -> new DiscountDuration.ForDays(1 + random.nextInt(90), false);
      default -> new DiscountDuration.ForPeriods(1 + random.nextInt(4));
    };
  }

  private Request temporary(
      LocalDate today,
      @Nullable Long price,
      @Nullable Integer quantity,
      TermsChange.@Nullable Plan plan) {
    changes++;
    boolean dated = random.nextBoolean();
    LocalDate date = today.plusDays(random.nextInt(60));
    return new Request.ChangeTerms(
        "tmp_" + changes,
        dated ? TermsChange.When.ON_DATE : TermsChange.When.NEXT_PERIOD,
        dated ? date : null,
        price,
        quantity,
        plan,
        date.plusDays(1 + random.nextInt(90)),
        null);
  }

  private TermsChange.Plan plan() {
    Tiers tiers = RandomTiers.orNull(random);
    long price = tiers == null ? amount() : 0;
    return new TermsChange.Plan(
        "pln_t", "For a while", unit, count, price, "25", true, List.of(), tiers);
  }

  private long amount() {
    return AMOUNTS[random.nextInt(AMOUNTS.length)];
  }

  private String anyDiscount() {
    return "dis_" + Math.max(1, discounts - random.nextInt(2));
  }

  private String anyChange() {
    return "tmp_" + Math.max(1, changes - random.nextInt(2));
  }
}
