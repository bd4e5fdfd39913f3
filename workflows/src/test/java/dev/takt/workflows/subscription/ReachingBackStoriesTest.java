package dev.takt.workflows.subscription;

import static dev.takt.workflows.subscription.Stories.IN_ADVANCE;
import static dev.takt.workflows.subscription.Stories.IN_ARREARS;
import static dev.takt.workflows.subscription.Stories.cancel;
import static dev.takt.workflows.subscription.Stories.day;
import static dev.takt.workflows.subscription.Stories.pause;
import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Terms;
import org.junit.jupiter.api.Test;

/** Pauses and ends that change what was billed, settled or ended before they were asked for. */
class ReachingBackStoriesTest {

  @Test
  void aPauseBehindARunningOneGivesItsTimeBackAtOnce() {
    Life life = Life.of(IN_ADVANCE);
    life.until(day("2026-03-05"));
    life.ask(pause(AfterPause.EXTEND, PauseSettlement.REFUND));
    life.until(day("2026-03-15"));
    assertThat(life.documents().credited()).isEmpty();

    life.ask(pause("2026-04-21", "2026-05-01", AfterPause.RESTART, PauseSettlement.REFUND));
    life.until(day("2026-05-01"));

    assertThat(life.documents().credited()).containsExactly("2026-03-15 21000");
    assertThat(life.documents().invoiced()).endsWith("2026-03-01 31000", "2026-05-01 31000");
  }

  @Test
  void aRestartBehindARenewalIsBilledOnce() {
    Life life = Life.of(IN_ADVANCE);
    life.until(day("2026-04-09"));
    life.ask(pause("2026-03-30", "2026-04-04", AfterPause.RESTART, PauseSettlement.BALANCE));
    life.until(day("2026-07-10"));

    // Two days of March and all of April go against the period from 4 April.
    assertThat(life.documents().invoiced())
        .containsExactly(
            "2026-01-01 31000",
            "2026-02-01 31000",
            "2026-03-01 31000",
            "2026-04-01 31000",
            "2026-04-09 0",
            "2026-05-04 29000",
            "2026-06-04 31000",
            "2026-07-04 31000");
  }

  @Test
  void anEndThatMovesIntoThePastIsTheFirstDayWithoutService() {
    Life life = Life.of(IN_ADVANCE);
    life.until(day("2026-03-05"));
    life.ask(cancel(Cancellation.When.END_OF_PERIOD, Cancellation.Settlement.REFUND));
    life.until(day("2026-03-20"));
    life.ask(pause("2026-03-10", null, AfterPause.RESTART, PauseSettlement.BALANCE));
    life.until(day("2026-03-21"));

    assertThat(life.subscription().progress().endedOn()).isEqualTo(day("2026-03-10"));
    assertThat(life.documents().credited()).containsExactly("2026-03-20 22000");
  }

  /** 15 days of February, and all of March and April. */
  @Test
  void anEndInThePastGivesBackAllThatWasBilledPastIt() {
    Life life =
        onThe20thOfApril(IN_ADVANCE).ask(endedOn("2026-02-14", Cancellation.Settlement.REFUND));
    life.until(day("2026-05-02"));

    assertThat(life.subscription().progress().endedOn()).isEqualTo(day("2026-02-14"));
    assertThat(life.documents().credited()).containsExactly("2026-04-20 " + (16_607 + 62_000));
    assertThat(life.documents().invoiced()).endsWith("2026-04-01 31000");
  }

  @Test
  void anEndInThePastWithoutAClaimGivesNothingBack() {
    Life life =
        onThe20thOfApril(IN_ADVANCE).ask(endedOn("2026-02-14", Cancellation.Settlement.NONE));
    life.until(day("2026-05-02"));

    assertThat(life.isOver()).isTrue();
    assertThat(life.documents().credited()).isEmpty();
  }

  @Test
  void anEndOnTheStartGivesBackEverything() {
    Life life =
        onThe20thOfApril(IN_ADVANCE).ask(endedOn("2026-01-01", Cancellation.Settlement.REFUND));

    assertThat(life.isOver()).isTrue();
    assertThat(life.documents().credited()).containsExactly("2026-04-20 " + 4 * 31_000);
  }

  @Test
  void inArrearsTheLastBillAndWhatWasBilledPastTheEndAreOneReckoning() {
    Life life =
        onThe20thOfApril(IN_ARREARS).ask(endedOn("2026-04-11", Cancellation.Settlement.REFUND));
    assertThat(life.documents().invoiced()).endsWith("2026-04-20 10333");
    assertThat(life.documents().credited()).isEmpty();

    Life earlier =
        onThe20thOfApril(IN_ARREARS).ask(endedOn("2026-03-11", Cancellation.Settlement.REFUND));
    assertThat(earlier.documents().invoiced()).endsWith("2026-04-01 31000");
    assertThat(earlier.documents().credited()).containsExactly("2026-04-20 21000");
  }

  /** A pause and a price that came after it are as if they had never been. */
  @Test
  void whatCameAfterAnEndInThePastIsUndoneWithIt() {
    Life life = Life.of(IN_ADVANCE);
    life.until(day("2026-03-05"));
    life.ask(pause("2026-03-11", "2026-03-21", AfterPause.KEEP_DATES, PauseSettlement.REFUND));
    life.ask(Stories.priceOn("2026-04-01", 62_000));
    life.until(day("2026-04-20"));
    life.ask(endedOn("2026-03-01", Cancellation.Settlement.REFUND));

    assertThat(life.isOver()).isTrue();
    assertThat(life.documents().credited())
        .containsExactly("2026-03-11 10000", "2026-04-20 " + (21_000 + 62_000));
  }

  @Test
  void itNeedsAnOverrideAndStaysWithinTheAgreement() {
    Life life = onThe20thOfApril(IN_ADVANCE);
    assertThat(refusal(life, Stories.cancelTo("2026-04-19", Cancellation.Settlement.REFUND)))
        .isEqualTo("422 end_in_the_past /date");
    assertThat(refusal(life, endedOn("2025-12-31", Cancellation.Settlement.REFUND)))
        .isEqualTo("422 end_before_start /date");
    Life old = Life.of(IN_ADVANCE);
    old.until(day("2028-06-01"));
    assertThat(refusal(old, endedOn("2026-05-31", Cancellation.Settlement.REFUND)))
        .isEqualTo("422 reaches_too_far_back /date");
  }

  private static String refusal(Life life, Request request) {
    return life.propose(request) instanceof Verdict.Refused(Refusal refusal)
        ? refusal.status() + " " + refusal.code() + " " + refusal.pointer()
        : "granted";
  }

  private static Life onThe20thOfApril(Terms terms) {
    return Life.of(terms).until(day("2026-04-20"));
  }

  private static Request.Cancel endedOn(String date, Cancellation.Settlement settlement) {
    return new Request.Cancel(
        Cancellation.When.ON_DATE,
        day(date),
        settlement,
        Cancellation.Receivables.CONTINUE_DUNNING,
        null,
        true);
  }
}
