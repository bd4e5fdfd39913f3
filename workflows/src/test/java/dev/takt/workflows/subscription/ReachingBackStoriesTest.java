package dev.takt.workflows.subscription;

import static dev.takt.workflows.subscription.Stories.IN_ADVANCE;
import static dev.takt.workflows.subscription.Stories.cancel;
import static dev.takt.workflows.subscription.Stories.day;
import static dev.takt.workflows.subscription.Stories.pause;
import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.PauseSettlement;
import org.junit.jupiter.api.Test;

/** Pauses that change what was billed, settled or ended before they were asked for. */
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
}
