package dev.takt.workflows.subscription;

import static dev.takt.workflows.subscription.Stories.cancelTo;
import static dev.takt.workflows.subscription.Stories.day;
import static dev.takt.workflows.subscription.Stories.monthly;
import static dev.takt.workflows.subscription.Stories.pause;
import static dev.takt.workflows.subscription.Stories.priceOn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.settlement.MoneyTrail;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.Discount;
import dev.takt.workflows.timeline.DiscountDuration;
import dev.takt.workflows.timeline.OneOffCharge;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.PriceReduction;
import dev.takt.workflows.timeline.Terms;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 310.00 a month from 1 March, in advance, with charges beside it. */
class ChargeStoriesTest {
  private static final Terms MONTHLY = monthly(day("2026-03-01"), BillingTiming.IN_ADVANCE);

  @Test
  void aChargeIsOnTheNextInvoice() {
    Life life = lifeOn("2026-03-10").ask(charge("chg_1", 5_000)).until(day("2026-05-01"));

    assertThat(life.documents().invoiced())
        .containsExactly("2026-03-01 31000", "2026-04-01 36000", "2026-05-01 31000");
    assertThat(life.documents().linesOf(day("2026-04-01")))
        .containsExactly("SERVICE 2026-04-01/2026-05-01 31000", "ONE_OFF 5000");
  }

  @Test
  void atOnceItHasAnInvoiceOfItsOwn() {
    Life life =
        lifeOn("2026-03-10")
            .ask(charge("chg_1", 5_000))
            .ask(now("chg_2", 700))
            .until(day("2026-04-01"));

    assertThat(life.documents().invoiced())
        .containsExactly("2026-03-01 31000", "2026-03-10 700", "2026-04-01 36000");
  }

  /** The bill that it makes is the next one, also for what waits for that. */
  @Test
  void onADateItMakesABillThatOthersJoin() {
    Life life =
        lifeOn("2026-03-10")
            .ask(charge("chg_1", 5_000))
            .ask(on("chg_2", "2026-03-20", 700))
            .until(day("2026-04-01"));

    assertThat(life.documents().invoiced())
        .containsExactly("2026-03-01 31000", "2026-03-20 5700", "2026-04-01 31000");
  }

  @Test
  void onARenewalDateItJoinsTheRenewal() {
    Life life = lifeOn("2026-03-10").ask(on("chg_1", "2026-04-01", 700)).until(day("2026-05-01"));

    assertThat(life.documents().invoiced())
        .containsExactly("2026-03-01 31000", "2026-04-01 31700", "2026-05-01 31000");
  }

  @Test
  void onTheDayItselfItIsBilledThatDay() {
    Life life = lifeOn("2026-03-10").ask(on("chg_1", "2026-03-10", 700));

    assertThat(life.documents().invoiced()).containsExactly("2026-03-01 31000", "2026-03-10 700");
  }

  @Test
  void aPauseNeitherMovesNorForbidsIt() {
    Life life =
        lifeOn("2026-03-05")
            .ask(pause(AfterPause.KEEP_DATES, PauseSettlement.NONE))
            .ask(on("chg_1", "2026-03-20", 700))
            .until(day("2026-03-25"))
            .ask(now("chg_2", 900))
            .ask(charge("chg_3", 100))
            .until(day("2026-05-01"));

    assertThat(life.documents().invoiced())
        .containsExactly(
            "2026-03-01 31000",
            "2026-03-20 700",
            "2026-03-25 900",
            "2026-04-21 10433",
            "2026-05-01 31000");
  }

  @Test
  void noDiscountTouchesIt() {
    Discount all =
        new Discount(
            "dis_1",
            new PriceReduction.PercentOff(10_000),
            day("2026-03-01"),
            new DiscountDuration.Forever(),
            null,
            null);
    Life life =
        Life.of(MONTHLY, MONTHLY.startDate(), all)
            .until(day("2026-03-10"))
            .ask(charge("chg_1", 5_000))
            .until(day("2026-04-01"));

    assertThat(life.documents().invoiced()).containsExactly("2026-03-01 0", "2026-04-01 5000");
  }

  /** Time that is free makes no invoice; with a charge there is a positive line. */
  @Test
  void freeServiceTakesItAlong() {
    Price free = new Price("pln_1", "Free", 0, 1, "25", true);
    Terms terms =
        new Terms(day("2026-03-01"), RhythmUnit.MONTH, 1, null, BillingTiming.IN_ADVANCE, 0, free);
    Life life =
        Life.of(terms)
            .until(day("2026-03-10"))
            .ask(charge("chg_1", 5_000))
            .until(day("2026-05-01"));

    assertThat(life.documents().invoiced()).containsExactly("2026-04-01 5000");
  }

  @Test
  void theLastBillTakesWhatWasNotBilled() {
    Life life =
        lifeOn("2026-03-10")
            .ask(charge("chg_1", 5_000))
            .ask(on("chg_2", "2026-08-01", 700))
            .ask(cancelTo("2026-03-16", Cancellation.Settlement.NONE))
            .until(day("2026-09-01"));

    assertThat(life.documents().invoiced()).containsExactly("2026-03-01 31000", "2026-03-16 5700");
    assertThat(life.subscription().changes().charges()).isEmpty();
  }

  /** 160.00 of March are not used: they are set off first, and the rest goes back. */
  @Test
  void theLastBillAndTheUnusedTimeAreOneReckoning() {
    Life life =
        lifeOn("2026-03-10")
            .ask(charge("chg_1", 5_000))
            .ask(cancelTo("2026-03-16", Cancellation.Settlement.REFUND))
            .until(day("2026-03-16"));

    assertThat(life.documents().invoiced()).containsExactly("2026-03-01 31000", "2026-03-16 0");
    assertThat(life.documents().credited()).containsExactly("2026-03-16 11000");
  }

  @Test
  void itIsTakenBackUntilItIsBilled() {
    Life life =
        lifeOn("2026-03-10")
            .ask(charge("chg_1", 5_000))
            .ask(new Request.RemoveCharge("chg_1"))
            .until(day("2026-04-01"));

    assertThat(life.documents().invoiced()).containsExactly("2026-03-01 31000", "2026-04-01 31000");
    assertThat(life.propose(new Request.RemoveCharge("chg_1")))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo("charge_not_found"));
  }

  @Test
  void aSetUpFeeIsOnTheFirstInvoice() {
    assertThat(withSetUpFee(0).until(day("2026-04-01")).documents().invoiced())
        .containsExactly("2026-03-01 41000", "2026-04-01 31000");
    assertThat(withSetUpFee(14).until(day("2026-04-15")).documents().invoiced())
        .containsExactly("2026-03-15 41000", "2026-04-15 31000");
  }

  @Test
  void aSetUpFeeLapsesWithoutService() {
    Life inTrial =
        withSetUpFee(14)
            .until(day("2026-03-05"))
            .ask(cancelTo("2026-03-15", Cancellation.Settlement.REFUND))
            .until(day("2026-03-16"));
    Life beforeStart = lifeBeforeStart();
    beforeStart
        .ask(charge("chg_1", 5_000))
        .ask(cancelTo("2026-02-25", Cancellation.Settlement.REFUND))
        .until(day("2026-02-25"));

    assertThat(inTrial.documents().invoiced()).isEmpty();
    assertThat(beforeStart.documents().invoiced()).containsExactly("2026-02-25 5000");
  }

  /** It takes the balance of a pause, but neither time nor what time costs less from April on. */
  @Test
  void atOnceItTakesBalanceButNoTime() {
    Life paused =
        lifeOn("2026-03-05")
            .ask(pause(AfterPause.KEEP_DATES, PauseSettlement.BALANCE))
            .until(day("2026-03-12"))
            .ask(now("chg_1", 5_000));
    Life cheaper = lifeOn("2026-03-05").ask(priceOn("2026-03-16", 0)).until(day("2026-03-20"));
    cheaper.ask(now("chg_1", 5_000));

    assertThat(paused.documents().linesOf(day("2026-03-12")))
        .containsExactly("ADJUSTMENT 2026-03-11/2026-04-01 -5000", "ONE_OFF 5000");
    assertThat(cheaper.documents().linesOf(day("2026-03-20"))).containsExactly("ONE_OFF 5000");
  }

  @Test
  void beforeTheStartItIsBilledToo() {
    Life life = lifeBeforeStart();
    life.ask(now("chg_1", 500)).ask(on("chg_2", "2026-02-25", 700)).until(day("2026-03-01"));

    assertThat(life.documents().invoiced())
        .containsExactly("2026-02-20 500", "2026-02-25 700", "2026-03-01 41000");
  }

  @Test
  void aPreviewShowsItAndWhenItIsEarned() {
    Life life = lifeOn("2026-03-10").ask(charge("chg_1", 5_000));
    Period overTwoMonths = new Period(day("2026-04-16"), day("2026-05-16"));
    life.ask(
        new Request.AddCharge(
            "chg_2", "Course", 3_000, 1, "0", OneOffCharge.When.NOW, null, overTwoMonths));

    Preview preview = Preview.of(life.subscription(), life.today(), MoneyTrail.UNKNOWN, 1);
    YearMonth april = YearMonth.of(2026, 4);

    assertThat(preview.invoices())
        .extracting(invoice -> invoice.issueDate() + " " + invoice.bill().total())
        .containsExactly("2026-04-01 36000");
    assertThat(preview.accruals())
        .isEqualTo(Map.of(YearMonth.of(2026, 3), 24_800L, april, 28_800L));
  }

  @ParameterizedTest
  @CsvSource({
    "/amount,0,1,25,NEXT_INVOICE,,",
    "/amount,-5,1,25,NEXT_INVOICE,,",
    "/quantity,100,0,25,NEXT_INVOICE,,",
    "/vatRate,100,1,101,NEXT_INVOICE,,",
    "/date,100,1,25,ON_DATE,,",
    "/date,100,1,25,NOW,2026-04-01,",
    "/date,100,1,25,ON_DATE,2026-03-09,",
    "/servicePeriod/to,100,1,25,NOW,,2026-04-01",
  })
  void badInputNamesItsField(
      String field,
      long amount,
      int quantity,
      String vatRate,
      OneOffCharge.When when,
      @Nullable LocalDate date,
      @Nullable LocalDate serviceOn) {
    Life life = lifeOn("2026-03-10");
    Period service = serviceOn == null ? null : new Period(serviceOn, serviceOn);
    Request request =
        new Request.AddCharge("chg_1", "Key", amount, quantity, vatRate, when, date, service);

    assertThat(life.propose(request))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> {
              assertThat(refused.refusal().status()).isEqualTo(422);
              assertThat(refused.refusal().pointer()).isEqualTo(field);
            });
  }

  private static Life lifeOn(String date) {
    return Life.of(MONTHLY).until(day(date));
  }

  private static Life withSetUpFee(int trialDays) {
    return Life.from(signedUp(trialDays, "2026-03-01"), day("2026-03-01")).until(day("2026-03-01"));
  }

  /** On 20 February, with a set-up fee of 100.00. */
  private static Life lifeBeforeStart() {
    return Life.from(signedUp(0, "2026-02-20"), day("2026-02-20"));
  }

  private static Subscription signedUp(int trialDays, String on) {
    Terms terms =
        new Terms(
            MONTHLY.startDate(),
            MONTHLY.unit(),
            1,
            null,
            MONTHLY.billing(),
            trialDays,
            MONTHLY.price());
    OneOffCharge fee =
        new OneOffCharge(
            "chg_setup",
            "Set-up",
            10_000,
            1,
            "25",
            true,
            OneOffCharge.When.NEXT_INVOICE,
            day(on),
            null,
            null,
            true);
    return Life.signedUp(terms, Life.TEST_CLOCK).withCharged(fee).recorded(day(on));
  }

  private static Request charge(String id, long amount) {
    return new Request.AddCharge(
        id, "Key", amount, 1, null, OneOffCharge.When.NEXT_INVOICE, null, null);
  }

  private static Request now(String id, long amount) {
    return new Request.AddCharge(id, "Key", amount, 1, null, OneOffCharge.When.NOW, null, null);
  }

  private static Request on(String id, String date, long amount) {
    return new Request.AddCharge(
        id, "Key", amount, 1, null, OneOffCharge.When.ON_DATE, day(date), null);
  }
}
