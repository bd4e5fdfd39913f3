package dev.takt.workflows.subscription;

import static dev.takt.workflows.subscription.Stories.IN_ADVANCE;
import static dev.takt.workflows.subscription.Stories.IN_ARREARS;
import static dev.takt.workflows.subscription.Stories.day;
import static dev.takt.workflows.subscription.Stories.pause;
import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Terms;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 310.00 a month, renewed on the 1st; a pause from 11 March to 21 April. */
class PauseStoriesTest {

  @Test
  void keepDatesPlannedBefore() {
    Life life = planned(IN_ADVANCE, AfterPause.KEEP_DATES);
    assertThat(life.documents().invoiced())
        .containsExactly(
            "2026-01-01 31000",
            "2026-02-01 31000",
            "2026-03-01 10000",
            "2026-04-21 10333",
            "2026-05-01 31000");
    assertThat(life.documents().linesOf(day("2026-03-01")))
        .containsExactly("SERVICE 2026-03-01/2026-03-11 10000");
    assertThat(life.documents().linesOf(day("2026-04-21")))
        .containsExactly("SERVICE 2026-04-21/2026-05-01 10333");
  }

  @Test
  void keepDatesAskedForOnThe5thOfMarch() {
    Life life = askedInMarch(IN_ADVANCE, AfterPause.KEEP_DATES, PauseSettlement.BALANCE);
    assertThat(life.documents().invoiced())
        .containsExactly(
            "2026-01-01 31000",
            "2026-02-01 31000",
            "2026-03-01 31000",
            "2026-04-21 0",
            "2026-05-01 20333");
    assertThat(life.documents().credited()).isEmpty();
  }

  @Test
  void keepDatesWithTheMoneyBack() {
    Life life = askedInMarch(IN_ADVANCE, AfterPause.KEEP_DATES, PauseSettlement.REFUND);
    assertThat(life.documents().credited()).containsExactly("2026-03-11 21000");
    assertThat(life.documents().invoiced())
        .endsWith("2026-03-01 31000", "2026-04-21 10333", "2026-05-01 31000");
  }

  @Test
  void keepDatesWithNoClaim() {
    Life life = askedInMarch(IN_ADVANCE, AfterPause.KEEP_DATES, PauseSettlement.NONE);
    assertThat(life.documents().credited()).isEmpty();
    assertThat(life.documents().invoiced())
        .endsWith("2026-03-01 31000", "2026-04-21 10333", "2026-05-01 31000");
  }

  @Test
  void restartPlannedBefore() {
    Life life = planned(IN_ADVANCE, AfterPause.RESTART).until(day("2026-06-30"));
    assertThat(life.documents().invoiced())
        .endsWith("2026-03-01 10000", "2026-04-21 31000", "2026-05-21 31000", "2026-06-21 31000");
    assertThat(life.documents().linesOf(day("2026-04-21")))
        .containsExactly("SERVICE 2026-04-21/2026-05-21 31000");
  }

  /** Billed in the morning of the 1st; the pause is asked for later that day, with no claim. */
  @Test
  void aWholePeriodThatWasBilledAndGivenUpStaysPaid() {
    Life life = Life.of(IN_ADVANCE).until(day("2026-04-01"));
    life.ask(pause("2026-04-01", "2026-05-10", AfterPause.RESTART, PauseSettlement.NONE));
    life.until(day("2026-08-11"));
    assertThat(life.documents().invoiced())
        .endsWith(
            "2026-04-01 31000",
            "2026-05-10 31000",
            "2026-06-10 31000",
            "2026-07-10 31000",
            "2026-08-10 31000");
    assertThat(life.documents().credited()).isEmpty();
  }

  @Test
  void restartAskedForOnThe5thOfMarchDeductsWhatWasNotUsed() {
    Life life = askedInMarch(IN_ADVANCE, AfterPause.RESTART, PauseSettlement.BALANCE);
    assertThat(life.documents().invoiced()).endsWith("2026-03-01 31000", "2026-04-21 10000");
  }

  @Test
  void extendAtAnyTime() {
    for (Life life :
        new Life[] {
          planned(IN_ADVANCE, AfterPause.EXTEND),
          askedInMarch(IN_ADVANCE, AfterPause.EXTEND, PauseSettlement.BALANCE),
          askedInMarch(IN_ADVANCE, AfterPause.EXTEND, PauseSettlement.REFUND)
        }) {
      life.until(day("2026-06-30"));
      assertThat(life.documents().invoiced())
          .containsExactly(
              "2026-01-01 31000",
              "2026-02-01 31000",
              "2026-03-01 31000",
              "2026-05-12 31000",
              "2026-06-12 31000");
      assertThat(life.documents().linesOf(day("2026-05-12")))
          .containsExactly("SERVICE 2026-05-12/2026-06-12 31000");
      assertThat(life.documents().credited()).isEmpty();
    }
  }

  @Test
  void inArrearsEachPauseBillsWhatWasUsedWhenItEnds() {
    assertThat(planned(IN_ARREARS, AfterPause.KEEP_DATES).documents().invoiced())
        .containsExactly(
            "2026-02-01 31000", "2026-03-01 31000", "2026-03-11 10000", "2026-05-01 10333");
    assertThat(
            planned(IN_ARREARS, AfterPause.RESTART).until(day("2026-05-31")).documents().invoiced())
        .containsExactly(
            "2026-02-01 31000", "2026-03-01 31000", "2026-03-11 10000", "2026-05-21 31000");
    assertThat(
            planned(IN_ARREARS, AfterPause.EXTEND).until(day("2026-05-31")).documents().invoiced())
        .containsExactly("2026-02-01 31000", "2026-03-01 31000", "2026-05-12 31000");
  }

  @Test
  void aPauseThatStartsOnARenewalDateWins() {
    Life life =
        Life.of(IN_ADVANCE)
            .until(day("2026-02-20"))
            .ask(pause("2026-03-01", "2026-03-15", AfterPause.KEEP_DATES, PauseSettlement.BALANCE))
            .until(day("2026-04-01"));
    assertThat(life.documents().invoiced())
        .endsWith("2026-02-01 31000", "2026-03-15 17000", "2026-04-01 31000");
  }

  @Test
  void aChangeOfMindBeforeThePauseLeavesNoTrace() {
    Life life =
        askedInMarch(IN_ADVANCE, AfterPause.KEEP_DATES, PauseSettlement.REFUND, "2026-03-10");
    life.ask(new Request.RemovePause("pau_2026-03-11")).until(day("2026-04-01"));
    assertThat(life.documents().credited()).isEmpty();
    assertThat(life.documents().invoiced()).endsWith("2026-03-01 31000", "2026-04-01 31000");
  }

  @Test
  void aRefundedPauseThatEndsEarlyIsBilledForTheDaysThatCameBack() {
    Life life =
        askedInMarch(IN_ADVANCE, AfterPause.KEEP_DATES, PauseSettlement.REFUND, "2026-03-15");
    life.ask(new Request.ChangePause("pau_2026-03-11", null, day("2026-03-21"), false))
        .until(day("2026-04-01"));
    assertThat(life.documents().credited()).containsExactly("2026-03-11 21000");
    assertThat(life.documents().invoiced())
        .endsWith("2026-03-01 31000", "2026-03-21 11000", "2026-04-01 31000");
  }

  @Test
  void aRefundedPauseThatGetsLongerGivesBackTheDifference() {
    Life life =
        Life.of(IN_ADVANCE)
            .until(day("2026-03-05"))
            .ask(pause("2026-03-11", "2026-03-21", AfterPause.KEEP_DATES, PauseSettlement.REFUND))
            .until(day("2026-03-15"))
            .ask(new Request.ChangePause("pau_2026-03-11", null, day("2026-03-26"), false))
            .until(day("2026-04-01"));
    assertThat(life.documents().credited()).containsExactly("2026-03-11 10000", "2026-03-15 5000");
    assertThat(life.documents().invoiced()).endsWith("2026-03-01 31000", "2026-04-01 31000");
  }

  @Test
  void anOpenPauseWaitsForItsEnd() {
    Life life =
        Life.of(IN_ADVANCE)
            .until(day("2026-02-20"))
            .ask(pause("2026-03-11", null, AfterPause.KEEP_DATES, PauseSettlement.BALANCE))
            .until(day("2026-04-10"));
    assertThat(life.subscription().statusOn(life.today())).isEqualTo(Status.PAUSED);
    life.ask(new Request.ChangePause("pau_2026-03-11", null, day("2026-04-21"), false))
        .until(day("2026-05-01"));
    assertThat(life.documents().invoiced())
        .endsWith("2026-03-01 10000", "2026-04-21 10333", "2026-05-01 31000");
  }

  @ParameterizedTest
  @CsvSource({"KEEP_DATES,", "KEEP_DATES, 2027-01-01", "RESTART,", "RESTART, 2027-01-01"})
  void aPauseThatReachesBackTakesAllThatWasBilledSince(AfterPause after, @Nullable String to) {
    Life life =
        Life.of(Stories.monthly(day("2026-01-01"), IN_ADVANCE.billing()))
            .until(day("2026-04-10"))
            .ask(pause("2026-03-28", to, after, PauseSettlement.REFUND));
    // 40.00 for four days of March, and April.
    assertThat(life.documents().credited()).containsExactly("2026-04-10 35000");
    assertThat(life.subscription().claimsAtEnd(life.today())).isEmpty();
  }

  @Test
  void touchingPausesAreOneLongOne() {
    Life life =
        Life.of(IN_ADVANCE)
            .until(day("2026-02-20"))
            .ask(pause("2026-03-11", "2026-03-25", AfterPause.RESTART, PauseSettlement.BALANCE))
            .ask(pause("2026-03-25", "2026-04-21", AfterPause.KEEP_DATES, PauseSettlement.BALANCE))
            .until(day("2026-05-01"));
    assertThat(life.documents().invoiced())
        .endsWith("2026-03-01 10000", "2026-04-21 10333", "2026-05-01 31000");
  }

  @Test
  void overlappingPausesAreRefusedByName() {
    Life life = planned(IN_ADVANCE, AfterPause.KEEP_DATES, "2026-03-01");
    Verdict verdict =
        life.propose(pause("2026-04-20", null, AfterPause.KEEP_DATES, PauseSettlement.BALANCE));
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> {
              assertThat(refused.refusal().status()).isEqualTo(409);
              assertThat(refused.refusal().code()).isEqualTo("pause_overlaps");
              assertThat(refused.refusal().detail()).contains("pau_2026-03-11");
            });
  }

  private static Life planned(Terms terms, AfterPause after) {
    return planned(terms, after, "2026-05-01");
  }

  private static Life planned(Terms terms, AfterPause after, String until) {
    return Life.of(terms)
        .until(day("2026-02-20"))
        .ask(pause(after, PauseSettlement.BALANCE))
        .until(day(until));
  }

  private static Life askedInMarch(Terms terms, AfterPause after, PauseSettlement settlement) {
    return askedInMarch(terms, after, settlement, "2026-05-01");
  }

  private static Life askedInMarch(
      Terms terms, AfterPause after, PauseSettlement settlement, String until) {
    return Life.of(terms).until(day("2026-03-05")).ask(pause(after, settlement)).until(day(until));
  }
}
