package dev.takt.workflows.subscription;

import static dev.takt.workflows.subscription.Stories.cancelTo;
import static dev.takt.workflows.subscription.Stories.day;
import static dev.takt.workflows.subscription.Stories.monthly;
import static dev.takt.workflows.subscription.Stories.pause;
import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Agreement;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.Discount;
import dev.takt.workflows.timeline.DiscountDuration;
import dev.takt.workflows.timeline.DiscountPosition;
import dev.takt.workflows.timeline.DiscountStatus;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.PriceReduction;
import dev.takt.workflows.timeline.Terms;
import org.junit.jupiter.api.Test;

/** 310.00 a month from 1 March, in advance, with discounts. */
class DiscountStoriesTest {
  private static final Terms MONTHLY = monthly(day("2026-03-01"), BillingTiming.IN_ADVANCE);
  private static final PriceReduction TWENTY_PERCENT = new PriceReduction.PercentOff(2_000);
  private static final PriceReduction ALL = new PriceReduction.PercentOff(10_000);
  private static final DiscountDuration DAYS_45 = new DiscountDuration.ForDays(45, false);

  @Test
  void theWorkedExample() {
    Life life = planned(discount(TWENTY_PERCENT, "2026-03-01", DAYS_45), AfterPause.KEEP_DATES);

    life.until(day("2026-05-01"));

    assertThat(life.documents().invoiced())
        .containsExactly("2026-03-01 16800", "2026-04-01 26040", "2026-05-01 31000");
    assertThat(life.documents().linesOf(day("2026-03-01")))
        .containsExactly(
            "SERVICE 2026-03-01/2026-03-11 10000",
            "DISCOUNT 2026-03-01/2026-03-11 -2000",
            "SERVICE 2026-03-21/2026-04-01 11000",
            "DISCOUNT 2026-03-21/2026-04-01 -2200");
    assertThat(life.documents().linesOf(day("2026-04-01")))
        .containsExactly(
            "SERVICE 2026-04-01/2026-04-25 24800",
            "DISCOUNT 2026-04-01/2026-04-25 -4960",
            "SERVICE 2026-04-25/2026-05-01 6200");
  }

  @Test
  void daysLeftAreTrueBehindAPlannedPause() {
    Life life = planned(discount(TWENTY_PERCENT, "2026-03-01", DAYS_45), AfterPause.KEEP_DATES);

    assertThat(position(life, "2026-03-01"))
        .extracting(DiscountPosition::status, DiscountPosition::daysLeft, DiscountPosition::endsOn)
        .containsExactly(DiscountStatus.RUNNING, 45, day("2026-04-25"));
    assertThat(position(life, "2026-03-15").daysLeft()).isEqualTo(35);
    assertThat(position(life, "2026-04-24").daysLeft()).isEqualTo(1);
    assertThat(position(life, "2026-04-25"))
        .extracting(DiscountPosition::status, DiscountPosition::daysLeft)
        .containsExactly(DiscountStatus.OVER, 0);
    assertThat(position(life, "2026-02-20").status()).isEqualTo(DiscountStatus.PLANNED);
  }

  @Test
  void calendarDaysRunThroughAPause() {
    Life life =
        planned(
            discount(TWENTY_PERCENT, "2026-03-01", new DiscountDuration.ForDays(31, true)),
            AfterPause.KEEP_DATES);

    life.until(day("2026-04-01"));

    assertThat(position(life, "2026-03-15").daysLeft()).isEqualTo(17);
    assertThat(life.documents().invoiced()).containsExactly("2026-03-01 16800", "2026-04-01 31000");
  }

  @Test
  void withAllTakenOffTheInvoiceIsOfNothing() {
    Life life =
        lived("2026-05-01", discount(ALL, "2026-03-01", new DiscountDuration.ForPeriods(2)));

    assertThat(life.documents().invoiced())
        .containsExactly("2026-03-01 0", "2026-04-01 0", "2026-05-01 31000");
    assertThat(life.documents().linesOf(day("2026-03-01")))
        .containsExactly(
            "SERVICE 2026-03-01/2026-04-01 31000", "DISCOUNT 2026-03-01/2026-04-01 -31000");
  }

  @Test
  void anAmountAboveThePriceTakesAllOfIt() {
    Life life =
        lived(
            "2026-03-01",
            discount(
                new PriceReduction.AmountOff(40_000),
                "2026-03-01",
                new DiscountDuration.Forever()));

    assertThat(life.documents().linesOf(day("2026-03-01")))
        .containsExactly(
            "SERVICE 2026-03-01/2026-04-01 31000", "DISCOUNT 2026-03-01/2026-04-01 -31000");
  }

  @Test
  void percentagesComeBeforeAmountsWhateverTheirOrder() {
    DiscountDuration forever = new DiscountDuration.Forever();
    Life life =
        Life.of(
            MONTHLY,
            MONTHLY.startDate(),
            new Discount(
                "dis_1",
                new PriceReduction.AmountOff(5_000),
                day("2026-03-01"),
                forever,
                null,
                null),
            new Discount("dis_2", TWENTY_PERCENT, day("2026-03-01"), forever, null, null));

    assertThat(life.until(day("2026-03-01")).documents().linesOf(day("2026-03-01")))
        .containsExactly(
            "SERVICE 2026-03-01/2026-04-01 31000",
            "DISCOUNT 2026-03-01/2026-04-01 -6200",
            "DISCOUNT 2026-03-01/2026-04-01 -5000");
  }

  @Test
  void aDiscountEndsOnABoundaryOrInsideAPause() {
    Discount onBoundary =
        discount(TWENTY_PERCENT, "2026-03-01", new DiscountDuration.UntilDate(day("2026-04-01")));
    Discount insidePause =
        discount(TWENTY_PERCENT, "2026-03-01", new DiscountDuration.UntilDate(day("2026-03-15")));

    assertThat(lived("2026-04-01", onBoundary).documents().invoiced())
        .containsExactly("2026-03-01 24800", "2026-04-01 31000");
    assertThat(
            planned(insidePause, AfterPause.KEEP_DATES)
                .until(day("2026-03-01"))
                .documents()
                .linesOf(day("2026-03-01")))
        .containsExactly(
            "SERVICE 2026-03-01/2026-03-11 10000",
            "DISCOUNT 2026-03-01/2026-03-11 -2000",
            "SERVICE 2026-03-21/2026-04-01 11000");
  }

  @Test
  void fourMonthsOfAYearAreAThirdOfIt() {
    Terms yearly =
        new Terms(
            day("2026-01-01"),
            RhythmUnit.YEAR,
            1,
            null,
            BillingTiming.IN_ADVANCE,
            0,
            new Price("pln_1", "Plan", 365_000, 1, "25", true));
    Life life =
        Life.of(
            yearly,
            yearly.startDate(),
            discount(
                TWENTY_PERCENT, "2026-01-01", new DiscountDuration.UntilDate(day("2026-05-01"))));

    assertThat(life.until(day("2026-01-01")).documents().linesOf(day("2026-01-01")))
        .containsExactly(
            "SERVICE 2026-01-01/2026-05-01 120000",
            "DISCOUNT 2026-01-01/2026-05-01 -24000",
            "SERVICE 2026-05-01/2027-01-01 245000");
  }

  @Test
  void periodsAreCountedAsTheyAreLived() {
    Discount twoPeriods =
        discount(TWENTY_PERCENT, "2026-03-01", new DiscountDuration.ForPeriods(2));

    // [1 Mar, 11 Mar) is one, the new one from 21 March the other.
    assertThat(planned(twoPeriods, AfterPause.RESTART).until(day("2026-04-21")).documents())
        .extracting(Documents::invoiced)
        .asString()
        .isEqualTo("[2026-03-01 8000, 2026-03-21 24800, 2026-04-21 31000]");
    // The first goes on after the pause, to 11 April.
    assertThat(planned(twoPeriods, AfterPause.EXTEND).until(day("2026-05-11")).documents())
        .extracting(Documents::invoiced)
        .asString()
        .isEqualTo("[2026-03-01 24800, 2026-04-11 24800, 2026-05-11 31000]");
  }

  @Test
  void aSuspensionUsesNoDaysUp() {
    Life life =
        Life.of(
            MONTHLY,
            MONTHLY.startDate(),
            discount(TWENTY_PERCENT, "2026-03-01", new DiscountDuration.ForDays(20, false)));

    life.until(day("2026-03-11")).ask(new Request.Suspend("inv_1"));
    assertThat(position(life, "2026-03-11").endsOn()).isNull();
    life.until(day("2026-03-21")).ask(new Request.Restore("inv_1"));

    assertThat(position(life, "2026-03-21"))
        .extracting(DiscountPosition::daysLeft, DiscountPosition::endsOn)
        .containsExactly(10, day("2026-03-31"));
    assertThat(life.until(day("2026-04-01")).documents().linesOf(day("2026-04-01")))
        .containsExactly(
            "SERVICE 2026-04-01/2026-05-01 31000", "ADJUSTMENT 2026-03-21/2026-03-31 -2000");
  }

  @Test
  void whatTheEndGivesBackIsTheDiscountedPrice() {
    Life life =
        lived("2026-03-05", discount(TWENTY_PERCENT, "2026-03-01", new DiscountDuration.Forever()));

    life.ask(cancelTo("2026-03-16", Cancellation.Settlement.REFUND)).until(day("2026-03-16"));

    assertThat(life.documents().net().values()).containsExactly(12_000L);
  }

  private static Discount discount(
      PriceReduction reduction, String from, DiscountDuration duration) {
    return new Discount("dis_1", reduction, day(from), duration, null, null);
  }

  private static Life lived(String until, Discount discount) {
    Life life = Life.of(MONTHLY, MONTHLY.startDate(), discount).until(day(until));
    checkAgreement(life);
    return life;
  }

  /** With a pause from 11 to 21 March, planned before. */
  private static Life planned(Discount discount, AfterPause after) {
    Life life =
        Life.of(MONTHLY, day("2026-02-20"), discount)
            .ask(pause("2026-03-11", "2026-03-21", after, PauseSettlement.BALANCE));
    checkAgreement(life);
    return life;
  }

  private static void checkAgreement(Life life) {
    Subscription now = life.subscription();
    Agreement.check(now.terms(), now.changes(), day("2026-12-01"));
  }

  private static DiscountPosition position(Life life, String date) {
    return life.subscription().timeline().discounts(day(date)).getFirst();
  }
}
