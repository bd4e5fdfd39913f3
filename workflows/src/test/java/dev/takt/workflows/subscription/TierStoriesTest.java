package dev.takt.workflows.subscription;

import static dev.takt.workflows.subscription.Stories.day;
import static dev.takt.workflows.subscription.Stories.planOn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.Discount;
import dev.takt.workflows.timeline.DiscountDuration;
import dev.takt.workflows.timeline.ListPrice;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.PriceReduction;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.TermsChange;
import dev.takt.workflows.timeline.Tiers;
import dev.takt.workflows.wording.Explanation;
import dev.takt.workflows.wording.Language;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Up to 10 seats at 31.00 a month each, those above at 15.50; from 1 March, in advance. */
class TierStoriesTest {
  private static final List<Tiers.Tier> SEATS =
      List.of(new Tiers.Tier(10L, 3_100, 0), new Tiers.Tier(null, 1_550, 0));
  private static final Tiers GRADUATED = new Tiers(Tiers.Mode.GRADUATED, SEATS);
  private static final Tiers VOLUME = new Tiers(Tiers.Mode.VOLUME, SEATS);

  private static Terms seats(int quantity, Tiers tiers) {
    var price = new Price("pln_1", "Seats", 0, quantity, "25", true).costing(0, tiers);
    return new Terms(
        day("2026-03-01"), RhythmUnit.MONTH, 1, null, BillingTiming.IN_ADVANCE, 0, price);
  }

  private static Request.ChangeTerms quantity(
      int quantity, String from, @Nullable LocalDate until) {
    return new Request.ChangeTerms(
        "chg_" + from, TermsChange.When.ON_DATE, day(from), null, quantity, null, until, null);
  }

  @Test
  void moreSeatsInsideAPeriodAreAPriceChangeThere() {
    Life life =
        Life.of(seats(8, GRADUATED))
            .until(day("2026-03-05"))
            .ask(quantity(12, "2026-03-11", null))
            .until(day("2026-04-01"));

    // 248.00 a month becomes 341.00: 21 of 31 days of the difference, 68.00 − 5.00.
    assertThat(life.documents().linesOf(day("2026-03-01")))
        .containsExactly("SERVICE 2026-03-01/2026-04-01 24800");
    assertThat(life.documents().linesOf(day("2026-04-01")))
        .containsExactly(
            "SERVICE 2026-04-01/2026-05-01 34100", "ADJUSTMENT 2026-03-11/2026-04-01 6300");
  }

  @Test
  void byVolumeMoreSeatsMayCostLess() {
    Life life =
        Life.of(seats(10, VOLUME))
            .until(day("2026-03-05"))
            .ask(quantity(12, "2026-03-11", null))
            .until(day("2026-04-01"));

    // 310.00 a month becomes 186.00.
    assertThat(life.documents().linesOf(day("2026-04-01")))
        .containsExactly(
            "SERVICE 2026-04-01/2026-05-01 18600", "ADJUSTMENT 2026-03-11/2026-04-01 -8400");
  }

  @Test
  void aTemporaryQuantityAndADiscountCompose() {
    var tenPercent =
        new Discount(
            "dis_1",
            new PriceReduction.PercentOff(1_000),
            day("2026-03-01"),
            new DiscountDuration.Forever(),
            null,
            null);
    Life life = Life.of(seats(8, GRADUATED), day("2026-03-01"), tenPercent);
    life.ask(quantity(12, "2026-03-11", day("2026-03-21"))).until(day("2026-04-01"));

    // Ten days of 341.00 between days of 248.00, each less a tenth.
    assertThat(life.documents().linesOf(day("2026-03-01")))
        .containsExactly(
            "SERVICE 2026-03-01/2026-03-11 8000",
            "DISCOUNT 2026-03-01/2026-03-11 -800",
            "SERVICE 2026-03-11/2026-03-21 11000",
            "DISCOUNT 2026-03-11/2026-03-21 -1100",
            "SERVICE 2026-03-21/2026-04-01 8800",
            "DISCOUNT 2026-03-21/2026-04-01 -880");
    assertThat(life.documents().invoiced()).endsWith("2026-04-01 22320");
  }

  @Test
  void ontoAPlanWithTiersAndItsAnnouncedPrice() {
    var announced = new ListPrice(day("2026-05-01"), 0, ListPrice.Reach.ON_DATE, VOLUME);
    var plan =
        new TermsChange.Plan(
            "pln_2", "Seats", RhythmUnit.MONTH, 1, 0, "25", true, List.of(announced), GRADUATED);
    Life life =
        Life.of(seats(12, VOLUME))
            .until(day("2026-03-05"))
            .ask(planOn("2026-04-01", plan))
            .until(day("2026-05-01"));

    assertThat(life.documents().invoiced())
        .containsExactly("2026-03-01 18600", "2026-04-01 34100", "2026-05-01 18600");
  }

  @Test
  void aPriceOfEachUnitTakesTheTiersPlace() {
    Life life =
        Life.of(seats(12, GRADUATED))
            .until(day("2026-03-05"))
            .ask(Stories.price(2_000))
            .until(day("2026-04-01"));

    assertThat(life.documents().invoiced()).endsWith("2026-04-01 24000");
  }

  @Test
  void thePlansNewTiersReachWhoeverPaysByOthers() {
    Subscription twelve = Life.of(seats(12, GRADUATED)).until(day("2026-03-05")).subscription();
    var change = new PlanPriceChange("prc_1", "pln_1", 0, day("2026-04-01"), true, 0, VOLUME);

    PlanPriceChange.Reach reach = change.on(twelve, day("2026-03-05")).orElseThrow();

    assertThat(reach.before().total()).isEqualTo(34_100);
    assertThat(reach.after().total()).isEqualTo(18_600);
    var same = new PlanPriceChange("prc_1", "pln_1", 0, day("2026-04-01"), true, 0, GRADUATED);
    assertThat(same.on(twelve, day("2026-03-05"))).isEmpty();
  }

  @Test
  void theLineSaysHowTheTiersMakeItsPrice() {
    Life life = Life.of(seats(12, GRADUATED)).until(day("2026-03-01"));
    Explanation why =
        Explanation.of(
            life.documents().invoices().getFirst().bill().lines().getFirst(),
            life.subscription().timeline(),
            "DKK");

    assertThat(why.isPlain()).isFalse();
    assertThat(why.in(Language.of("en"))).endsWith("Quantity 12: 10 × 31.00 DKK + 2 × 15.50 DKK.");
  }
}
