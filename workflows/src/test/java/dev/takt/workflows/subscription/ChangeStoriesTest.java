package dev.takt.workflows.subscription;

import static dev.takt.workflows.subscription.Stories.IN_ADVANCE;
import static dev.takt.workflows.subscription.Stories.IN_ARREARS;
import static dev.takt.workflows.subscription.Stories.cancelTo;
import static dev.takt.workflows.subscription.Stories.day;
import static dev.takt.workflows.subscription.Stories.pause;
import static dev.takt.workflows.subscription.Stories.plan;
import static dev.takt.workflows.subscription.Stories.planOn;
import static dev.takt.workflows.subscription.Stories.price;
import static dev.takt.workflows.subscription.Stories.priceOn;
import static dev.takt.workflows.subscription.Stories.quantity;
import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.money.Vat;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.ListPrice;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.TermsChange;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 310.00 a month, renewed on the 1st; on 5 March something is to cost something else. */
class ChangeStoriesTest {

  @Test
  void aDearerPriceWithinBilledTimeIsOnTheNextInvoice() {
    Life life = asked(IN_ADVANCE, priceOn("2026-03-11", 62_000));
    assertThat(life.documents().invoiced()).endsWith("2026-03-01 31000", "2026-04-01 83000");
    assertThat(life.documents().linesOf(day("2026-04-01")))
        .containsExactlyInAnyOrder(
            "ADJUSTMENT 2026-03-11/2026-04-01 21000", "SERVICE 2026-04-01/2026-05-01 62000");
  }

  @Test
  void aCheaperPriceWithinBilledTimeIsDeductedFromTheNextInvoice() {
    Life life = asked(IN_ADVANCE, priceOn("2026-03-11", 15_500));
    assertThat(life.documents().invoiced()).endsWith("2026-03-01 31000", "2026-04-01 5000");
  }

  @Test
  void aCreditLargerThanAnInvoiceWaitsForTheNextOnes() {
    Life life = asked(IN_ADVANCE, priceOn("2026-03-11", 7_000)).until(day("2026-08-01"));
    // 210.00 billed for [11 Mar, 1 Apr), 47.42 owed: 162.58 back, at 70.00 a month.
    assertThat(life.documents().invoiced())
        .endsWith(
            "2026-03-01 31000",
            "2026-04-01 0",
            "2026-05-01 0",
            "2026-06-01 4742",
            "2026-07-01 7000",
            "2026-08-01 7000");
  }

  /**
   * A price with VAT in it (125.00) becomes one without (100.00): what the customer pays is equal.
   */
  @Test
  void creditMeetsLinesOfAnotherKindOfPrice() {
    Life life =
        Life.of(
                new Terms(
                    day("2026-06-15"),
                    RhythmUnit.MONTH,
                    1,
                    null,
                    BillingTiming.IN_ADVANCE,
                    0,
                    new Price("pln_1", "Plan", 12_500, 1, "25", true)))
            .until(day("2026-06-20"))
            .ask(
                planOn(
                    "2026-07-01",
                    new TermsChange.Plan(
                        "pln_2", "Other", RhythmUnit.MONTH, 1, 10_000, "25", false)))
            .until(day("2026-08-15"));
    assertThat(life.documents().linesOf(day("2026-07-15")))
        .containsExactly(
            "SERVICE 2026-07-15/2026-08-15 10000",
            "ADJUSTMENT 2026-07-01/2026-07-15 4667",
            "ADJUSTMENT 2026-07-01/2026-07-15 -5833");
    assertThat(life.documents().invoices().stream().map(invoice -> invoice.bill().total()))
        .containsExactly(12_500L, 12_501L, 12_500L);
    assertThat(life.documents().invoices().get(1).bill().vat())
        .containsExactly(new Vat("25", 14_667 - 4_666, 3_667 - 1_167));
  }

  /** 12 % VAT becomes 25 %: one rate's sum is negative, and all of the credit is used. */
  @Test
  void creditMeetsLinesOfAnotherRate() {
    Life life =
        Life.of(
                new Terms(
                    day("2026-01-01"),
                    RhythmUnit.MONTH,
                    1,
                    null,
                    BillingTiming.IN_ADVANCE,
                    0,
                    new Price("pln_1", "Plan", 31_000, 1, "12", true)))
            .until(day("2026-03-05"))
            .ask(
                planOn(
                    "2026-03-11",
                    new TermsChange.Plan(
                        "pln_2", "Other", RhythmUnit.MONTH, 1, 15_500, "25", true)))
            .until(day("2026-04-01"));
    Bill april = life.documents().invoices().getLast().bill();
    assertThat(april.vat())
        .containsExactly(new Vat("12", -18_750, -2_250), new Vat("25", 20_800, 5_200));
    assertThat(april.total()).isEqualTo(15_500 + 10_500 - 21_000);
    assertThat(life.subscription().standing(day("2026-04-01")).claims()).isEmpty();
  }

  @Test
  void aDearerPriceInBilledTimeIsOnTheLastBillOfASubscriptionThatEnds() {
    Life life =
        Life.of(IN_ADVANCE)
            .until(day("2026-03-05"))
            .ask(priceOn("2026-03-11", 62_000))
            .ask(cancelTo("2026-04-01", Cancellation.Settlement.REFUND))
            .until(day("2026-05-01"));
    assertThat(life.documents().invoiced()).endsWith("2026-03-01 31000", "2026-04-01 21000");
    assertThat(life.documents().credited()).isEmpty();
  }

  @Test
  void inArrearsBothPricesAreOnOneInvoice() {
    Life life = asked(IN_ARREARS, priceOn("2026-03-11", 62_000));
    assertThat(life.documents().linesOf(day("2026-04-01")))
        .containsExactly(
            "SERVICE 2026-03-01/2026-03-11 10000", "SERVICE 2026-03-11/2026-04-01 42000");
  }

  @Test
  void fromTheNextPeriodOnNothingIsAdjusted() {
    assertThat(asked(IN_ADVANCE, price(62_000)).documents().invoiced())
        .endsWith("2026-03-01 31000", "2026-04-01 62000");
    assertThat(asked(IN_ADVANCE, quantity(3)).documents().invoiced())
        .endsWith("2026-03-01 31000", "2026-04-01 93000");
    assertThat(asked(IN_ARREARS, price(62_000)).until(day("2026-05-01")).documents().invoiced())
        .endsWith("2026-04-01 31000", "2026-05-01 62000");
  }

  @Test
  void askedForOnABoundaryTheNextPeriodIsTheOneAfter() {
    Life life =
        Life.of(IN_ADVANCE).until(day("2026-03-01")).ask(price(62_000)).until(day("2026-04-01"));
    assertThat(life.documents().invoiced()).endsWith("2026-03-01 31000", "2026-04-01 62000");
  }

  @Test
  void askedForBeforeTheStartTheFirstPeriodHasIt() {
    Life life = Life.of(IN_ADVANCE, Life.TEST_CLOCK, day("2025-12-20"));
    life.ask(price(62_000)).until(day("2026-01-01"));
    assertThat(life.documents().invoiced()).containsExactly("2026-01-01 62000");
  }

  @Test
  void onTheSameDayTheLaterWordCounts() {
    Life life =
        Life.of(IN_ADVANCE)
            .until(day("2026-03-05"))
            .ask(priceOn("2026-04-01", 62_000))
            .ask(price(50_000))
            .until(day("2026-04-01"));
    assertThat(life.documents().invoiced()).endsWith("2026-03-01 31000", "2026-04-01 50000");
  }

  @Test
  void duringAPauseItTakesEffectSilently() {
    for (Request change : List.of(priceOn("2026-04-10", 62_000), price(62_000))) {
      Life life =
          Life.of(IN_ADVANCE)
              .until(day("2026-03-05"))
              .ask(pause(AfterPause.KEEP_DATES, PauseSettlement.REFUND))
              .until(day("2026-04-05"))
              .ask(change)
              .until(day("2026-05-01"));
      assertThat(life.documents().invoiced())
          .endsWith("2026-03-01 31000", "2026-04-21 20667", "2026-05-01 62000");
    }
  }

  @Test
  void theFirstPeriodAfterAnExtendingPauseOnARenewalDateHasTheNewPrice() {
    Life life =
        Life.of(IN_ADVANCE)
            .until(day("2026-02-20"))
            .ask(pause("2026-03-01", "2026-03-15", AfterPause.EXTEND, PauseSettlement.BALANCE))
            .until(day("2026-03-05"))
            .ask(price(62_000))
            .until(day("2026-04-15"));
    assertThat(life.documents().invoiced())
        .endsWith("2026-02-01 31000", "2026-03-15 62000", "2026-04-15 62000");
  }

  @Test
  void aYearlyPlanFromTheNextRenewal() {
    Life life =
        asked(IN_ADVANCE, planOn(null, plan(RhythmUnit.YEAR, 1, 300_000))).until(day("2027-04-01"));
    assertThat(life.documents().invoiced())
        .endsWith("2026-03-01 31000", "2026-04-01 300000", "2027-04-01 300000");
  }

  @Test
  void aYearlyPlanAtOnceGivesBackTheRestOfTheMonth() {
    Life life = asked(IN_ADVANCE, planOn("2026-03-11", plan(RhythmUnit.YEAR, 1, 300_000)));
    assertThat(life.documents().invoiced()).endsWith("2026-03-01 31000", "2026-03-11 279000");
    life.until(day("2027-03-11"));
    assertThat(life.documents().invoiced()).endsWith("2026-03-11 279000", "2027-03-11 300000");
  }

  @Test
  void aWeeklyPlanThatBecomesAMonthlyOneIsAnchoredWhereItChanges() {
    Terms weekly =
        new Terms(
            day("2026-01-05"), RhythmUnit.WEEK, 1, null, IN_ADVANCE.billing(), 0, Stories.PRICE);
    Life life =
        Life.of(weekly)
            .until(day("2026-01-14"))
            .ask(planOn(null, plan(RhythmUnit.MONTH, 1, 100_000)))
            .until(day("2026-03-19"));
    assertThat(life.documents().invoiced())
        .containsExactly(
            "2026-01-05 31000",
            "2026-01-12 31000",
            "2026-01-19 100000",
            "2026-02-19 100000",
            "2026-03-19 100000");
  }

  @Test
  void aMonthEndIsKeptWhenThePlanBecomesAYearlyOne() {
    Life life =
        Life.of(Stories.monthly(day("2026-01-31"), IN_ADVANCE.billing()))
            .until(day("2026-02-10"))
            .ask(planOn(null, plan(RhythmUnit.MONTH, 3, 90_000)))
            .until(day("2026-09-01"));
    assertThat(life.documents().invoiced())
        .containsExactly(
            "2026-01-31 31000", "2026-02-28 90000", "2026-05-31 90000", "2026-08-31 90000");
  }

  @Test
  void ofTwoPlansForTheSameDayTheLaterWordCounts() {
    Life life =
        Life.of(yearly())
            .until(day("2026-01-11"))
            .ask(planOn("2026-06-15", plan(RhythmUnit.MONTH, 1, 10_000)))
            .ask(planOn("2026-06-15", plan(RhythmUnit.YEAR, 1, 120_000)))
            .until(day("2027-01-01"));
    assertThat(life.documents().invoiced())
        .containsExactly("2026-01-01 120000", "2027-01-01 120000");
  }

  /** Without the monthly plan the yearly one would come with the next year, and change nothing. */
  @Test
  void aPlanForADayIsReplacedByOneForTheNextPeriodThatWasAskedForLater() {
    Life life =
        Life.of(yearly())
            .until(day("2026-01-11"))
            .ask(planOn("2026-06-15", plan(RhythmUnit.MONTH, 1, 10_000)))
            .ask(planOn(null, plan(RhythmUnit.YEAR, 1, 120_000)))
            .until(day("2027-01-01"));
    assertThat(life.documents().invoiced())
        .containsExactly("2026-01-01 120000", "2027-01-01 120000");
  }

  @Test
  void aPriceThatWasReplacedCutsNothing() {
    Life life =
        Life.of(IN_ADVANCE)
            .until(day("2026-02-05"))
            .ask(priceOn("2026-03-11", 62_000))
            .ask(priceOn("2026-03-11", 31_000))
            .until(day("2026-03-01"));
    assertThat(life.documents().linesOf(day("2026-03-01")))
        .containsExactly("SERVICE 2026-03-01/2026-04-01 31000");
  }

  private static Terms yearly() {
    Price price = new Price("pln_1", "Plan", 120_000, 1, "25", true);
    return new Terms(day("2026-01-01"), RhythmUnit.YEAR, 1, null, IN_ADVANCE.billing(), 0, price);
  }

  /** On 20 March, for 10 April: the price that holds from 1 April is known. */
  @Test
  void whoeverComesOntoAPlanHasThePriceOfThatDay() {
    for (ListPrice.Reach reach : ListPrice.Reach.values()) {
      Life life =
          changingOn10thOfApril(new ListPrice(day("2026-04-01"), 2_500, reach))
              .until(day("2026-05-10"));
      assertThat(life.documents().invoiced()).endsWith("2026-04-10 2500", "2026-05-10 2500");
    }
  }

  @Test
  void whatIsKnownForLaterReachesWhoeverIsOnThePlanByThen() {
    LocalDate from = day("2026-04-25");
    assertThat(
            changingOn10thOfApril(new ListPrice(from, 2_500, ListPrice.Reach.NEXT_PERIOD))
                .until(day("2026-05-10"))
                .documents()
                .invoiced())
        .endsWith("2026-04-10 2000", "2026-05-10 2500");
    assertThat(
            changingOn10thOfApril(new ListPrice(from, 2_500, ListPrice.Reach.ON_DATE))
                .until(day("2026-05-10"))
                .documents()
                .invoiced())
        .endsWith("2026-04-10 2250", "2026-05-10 2500");
    assertThat(
            changingOn10thOfApril(new ListPrice(from, 2_500, ListPrice.Reach.NEW_ONLY))
                .until(day("2026-05-10"))
                .documents()
                .invoiced())
        .endsWith("2026-04-10 2000", "2026-05-10 2000");
  }

  /** A pause that brings the change forward brings the price of that day with it. */
  @Test
  void whichPriceHoldsIsDecidedByTheDayOnWhichTheChangeTakesEffect() {
    Life life =
        changingOn10thOfApril(new ListPrice(day("2026-04-01"), 2_500, ListPrice.Reach.NEW_ONLY))
            .ask(pause("2026-03-22", "2026-03-25", AfterPause.RESTART, PauseSettlement.NONE))
            .until(day("2026-04-25"));
    assertThat(life.documents().invoiced()).endsWith("2026-03-25 2000", "2026-04-25 2000");
  }

  private static Life changingOn10thOfApril(ListPrice later) {
    var plan =
        new TermsChange.Plan(
            "pln_2", "Other", RhythmUnit.MONTH, 1, 2_000, "25", true, List.of(later));
    return Life.of(Stories.monthly(day("2026-01-10"), IN_ADVANCE.billing()))
        .until(day("2026-03-20"))
        .ask(planOn(null, plan));
  }

  private static Life asked(Terms terms, Request request) {
    return Life.of(terms).until(day("2026-03-05")).ask(request).until(day("2026-04-01"));
  }
}
