package dev.takt.workflows.subscription;

import static dev.takt.workflows.subscription.Stories.IN_ADVANCE;
import static dev.takt.workflows.subscription.Stories.IN_ARREARS;
import static dev.takt.workflows.subscription.Stories.cancel;
import static dev.takt.workflows.subscription.Stories.cancelTo;
import static dev.takt.workflows.subscription.Stories.day;
import static dev.takt.workflows.subscription.Stories.pause;
import static dev.takt.workflows.subscription.Stories.priceOn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Cancellation.Settlement;
import dev.takt.workflows.timeline.Cancellation.When;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.RefundClaim;
import dev.takt.workflows.timeline.Segment;
import dev.takt.workflows.timeline.Terms;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 310.00 a month, renewed on the 1st, and how it ends. */
class CancellationStoriesTest {

  @Test
  void cancelledOnThe5thToThe16thWithTheMoneyBack() {
    Life life = inMarch(IN_ADVANCE).ask(cancelTo("2026-03-16", Settlement.REFUND));
    assertThat(life.subscription().timeline().end()).isEqualTo("2026-03-16");
    life.until(day("2026-03-15"));
    assertThat(life.documents().credited()).isEmpty();
    assertThat(life.isOver()).isFalse();
    life.until(day("2026-06-01"));
    assertThat(life.documents().credited()).containsExactly("2026-03-16 16000");
    assertThat(life.subscription().statusOn(day("2026-03-16"))).isEqualTo(Status.ENDED);
    assertThat(life.documents().invoiced()).endsWith("2026-03-01 31000");
  }

  @Test
  void undoneOnThe10thNothingGoesBackAndAprilIsBilled() {
    Life life = inMarch(IN_ADVANCE);
    Subscription before = life.subscription();
    life.ask(cancelTo("2026-03-16", Settlement.REFUND))
        .until(day("2026-03-10"))
        .ask(new Request.UndoCancellation());
    assertThat(life.subscription().changes()).isEqualTo(before.changes());
    life.until(day("2026-04-01"));
    assertThat(life.documents().credited()).isEmpty();
    assertThat(life.documents().invoiced()).endsWith("2026-03-01 31000", "2026-04-01 31000");
  }

  @Test
  void atTheEndOfThePeriodNothingIsBilledOrGoesBack() {
    Life life =
        inMarch(IN_ADVANCE)
            .ask(cancel(When.END_OF_PERIOD, Settlement.REFUND))
            .until(day("2026-06-01"));
    assertThat(life.subscription().progress().endedOn()).isEqualTo("2026-04-01");
    assertThat(life.documents().credited()).isEmpty();
    assertThat(life.documents().invoiced()).endsWith("2026-03-01 31000");
  }

  @Test
  void cancelledInFebruaryToThe16thOfMarchOnlyHalfOfMarchIsBilled() {
    Life life =
        Life.of(IN_ADVANCE)
            .until(day("2026-02-20"))
            .ask(cancelTo("2026-03-16", Settlement.REFUND))
            .until(day("2026-06-01"));
    assertThat(life.documents().invoiced()).endsWith("2026-02-01 31000", "2026-03-01 15000");
    assertThat(life.documents().credited()).isEmpty();
  }

  @Test
  void inArrearsTheLastBillIsMadeAtTheEnd() {
    Life life =
        inMarch(IN_ARREARS).ask(cancelTo("2026-03-16", Settlement.REFUND)).until(day("2026-06-01"));
    assertThat(life.documents().invoiced())
        .containsExactly("2026-02-01 31000", "2026-03-01 31000", "2026-03-16 15000");
  }

  @Test
  void immediatelyMeansThatTodayIsTheFirstDayWithoutService() {
    Life life = inMarch(IN_ADVANCE).ask(cancel(When.IMMEDIATELY, Settlement.REFUND));
    assertThat(life.isOver()).isTrue();
    assertThat(life.documents().credited()).containsExactly("2026-03-05 27000");
  }

  @Test
  void withNoSettlementNothingGoesBack() {
    Life life = inMarch(IN_ADVANCE).ask(cancel(When.IMMEDIATELY, Settlement.NONE));
    assertThat(life.isOver()).isTrue();
    assertThat(life.documents().credited()).isEmpty();
  }

  @Test
  void theEndCutsTheSegmentAndNotTheNominalPeriod() {
    Life life = inMarch(IN_ADVANCE).ask(cancelTo("2026-03-16", Settlement.NONE));
    Segment last = life.subscription().segments(day("2026-05-01")).getLast();
    assertThat(last.period().to()).isEqualTo("2026-03-16");
    assertThat(String.valueOf(last.nominal())).contains("from=2026-03-01", "to=2026-04-01");
  }

  /** What was billed with a price of the 16th that was known stays at what it was billed at. */
  @ParameterizedTest
  @ValueSource(longs = {1_000, 62_000})
  void withNoSettlementTimePastTheEndKeepsThePriceThatItWasBilledAt(long later) {
    Life life =
        Life.of(IN_ADVANCE)
            .until(day("2026-02-20"))
            .ask(priceOn("2026-03-16", later))
            .until(day("2026-03-06"));
    List<String> invoiced = List.copyOf(life.documents().invoiced());
    life.ask(cancel(When.IMMEDIATELY, Settlement.NONE));
    assertThat(life.isOver()).isTrue();
    assertThat(life.documents().invoiced()).isEqualTo(invoiced);
    assertThat(life.documents().credited()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1000, 10516", "62000, 42000"})
  void withARefundItIsGivenBackAtThePriceThatItWasBilledAt(long later, long back) {
    Life life =
        Life.of(IN_ADVANCE)
            .until(day("2026-02-20"))
            .ask(priceOn("2026-03-16", later))
            .until(day("2026-03-06"))
            .ask(cancel(When.IMMEDIATELY, Settlement.REFUND));
    assertThat(life.documents().credited()).containsExactly("2026-03-06 " + back);
    assertThat(life.documents().creditNotes().getFirst().claims()).allMatch(RefundClaim::unused);
  }

  /** A dearer price of the 10th, not billed yet: only the days of service are charged for it. */
  @Test
  void withNoSettlementAPriceThatWasNotBilledIsOnlyOwedForTheDaysOfService() {
    Life life =
        inMarch(IN_ADVANCE)
            .ask(priceOn("2026-03-10", 62_000))
            .ask(cancelTo("2026-03-20", Settlement.NONE))
            .until(day("2026-03-20"));
    assertThat(life.documents().linesOf(day("2026-03-20")))
        .containsExactly("ADJUSTMENT 2026-03-10/2026-03-20 10000");
  }

  @Test
  void beforeTheStartItNeverStarts() {
    for (When when : new When[] {When.IMMEDIATELY, When.END_OF_PERIOD}) {
      Life life = Life.of(IN_ADVANCE, Life.TEST_CLOCK, day("2025-12-20"));
      life.ask(cancel(when, Settlement.REFUND)).until(day("2026-03-01"));
      assertThat(life.isOver()).isTrue();
      assertThat(life.documents().invoiced()).isEmpty();
      assertThat(life.subscription().statusOn(day("2026-03-01"))).isEqualTo(Status.ENDED);
    }
  }

  @Test
  void whilePausedTheEndOfThePeriodIsWhatThePauseMakesOfIt() {
    assertThat(endWhenPaused(AfterPause.KEEP_DATES, "2026-04-21")).isEqualTo("2026-04-01");
    assertThat(endWhenPaused(AfterPause.EXTEND, "2026-04-21")).isEqualTo("2026-05-12");
    assertThat(endWhenPaused(AfterPause.RESTART, "2026-04-21")).isEqualTo("2026-03-20");
    for (AfterPause after : AfterPause.values()) {
      assertThat(endWhenPaused(after, null)).isEqualTo("2026-03-20");
    }
  }

  @Test
  void whatIsLeftOfAnEarlierPauseGoesBackAtTheEnd() {
    Life life =
        inMarch(IN_ADVANCE)
            .ask(pause("2026-03-11", "2026-03-21", AfterPause.KEEP_DATES, PauseSettlement.BALANCE))
            .until(day("2026-03-22"))
            .ask(cancel(When.END_OF_PERIOD, Settlement.REFUND))
            .until(day("2026-06-01"));
    assertThat(life.documents().credited()).containsExactly("2026-04-01 10000");
    assertThat(life.subscription().progress().endedOn()).isEqualTo("2026-04-01");
  }

  @Test
  void aPauseThatReachesPastTheEndIsCutAndWholeAgainWhenTheEndIsUndone() {
    Life life = inMarch(IN_ADVANCE).ask(pause(AfterPause.EXTEND, PauseSettlement.BALANCE));
    Subscription before = life.subscription();
    life.ask(cancelTo("2026-03-20", Settlement.REFUND));
    assertThat(life.subscription().segments(day("2026-06-01")))
        .last()
        .satisfies(last -> assertThat(last.period().to()).isEqualTo("2026-03-20"));
    life.ask(new Request.UndoCancellation());
    assertThat(life.subscription().segments(day("2026-06-01")))
        .isEqualTo(before.segments(day("2026-06-01")));
  }

  @Test
  void theCancellationCanBeMovedUntilTheEnd() {
    Life life =
        inMarch(IN_ADVANCE)
            .ask(cancelTo("2026-03-16", Settlement.REFUND))
            .ask(cancelTo("2026-03-26", Settlement.REFUND))
            .until(day("2026-04-01"));
    assertThat(life.documents().credited()).containsExactly("2026-03-26 6000");
    assertThat(life.propose(new Request.UndoCancellation())).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void noticeAndMinimumTermMakeAnEarlierEndARefusalThatNamesTheEarliestOne() {
    Life life = bound(Period.ofMonths(1), Period.ofMonths(6));
    assertThat(life.propose(cancelTo("2026-04-10", Settlement.REFUND)))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> {
              assertThat(refused.refusal().status()).isEqualTo(422);
              assertThat(refused.refusal().detail()).contains("2026-07-01");
            });
    life.ask(cancelTo("2026-07-01", Settlement.REFUND));
    assertThat(life.subscription().timeline().end()).isEqualTo("2026-07-01");
    Life noticed = bound(Period.ofMonths(1), null);
    assertThat(noticed.propose(cancelTo("2026-04-04", Settlement.REFUND)))
        .isInstanceOf(Verdict.Refused.class);
    noticed.ask(cancelTo("2026-04-05", Settlement.REFUND));
  }

  @Test
  void beforeTheStartTheTermsHoldForAnEndAfterIt() {
    Life life = unborn(Period.ofMonths(1), Period.ofMonths(6));
    assertThat(life.propose(cancelTo("2026-03-16", Settlement.REFUND)))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo("minimum_term"));
    life.ask(cancelTo("2026-07-01", Settlement.REFUND));
    Life regrets = unborn(Period.ofMonths(1), Period.ofMonths(6));
    LocalDate start = regrets.subscription().terms().startDate();
    regrets.ask(cancelTo(start.toString(), Settlement.REFUND));
    assertThat(regrets.until(day("2026-08-01")).documents().invoiced()).isEmpty();
  }

  @Test
  void anOverrideEndsItAllTheSame() {
    Life life = bound(Period.ofMonths(1), Period.ofMonths(6));
    Request.Cancel asked = cancelTo("2026-03-16", Settlement.REFUND);
    life.ask(
        new Request.Cancel(
            asked.when(), asked.date(), asked.settlement(), asked.receivables(), null, true));
    assertThat(life.subscription().timeline().end()).isEqualTo("2026-03-16");
  }

  private static Life inMarch(Terms terms) {
    return Life.of(terms).until(day("2026-03-05"));
  }

  private static @Nullable LocalDate endWhenPaused(AfterPause after, @Nullable String to) {
    return inMarch(IN_ADVANCE)
        .ask(pause("2026-03-11", to, after, PauseSettlement.BALANCE))
        .until(day("2026-03-20"))
        .ask(cancel(When.END_OF_PERIOD, Settlement.REFUND))
        .subscription()
        .timeline()
        .end();
  }

  private static Life bound(Period notice, @Nullable Period minimum) {
    return unborn(notice, minimum).until(day("2026-03-05"));
  }

  private static Life unborn(Period notice, @Nullable Period minimum) {
    Subscription free = Life.of(IN_ADVANCE).subscription();
    Subscription bound =
        Subscription.signedUp(
            free.identity(),
            free.hours(),
            free.currency(),
            free.collection(),
            free.terms(),
            notice,
            minimum,
            null);
    return Life.from(bound, day("2025-12-20"));
  }
}
