package dev.takt.workflows.subscription;

import static dev.takt.workflows.subscription.Stories.IN_ADVANCE;
import static dev.takt.workflows.subscription.Stories.cancelTo;
import static dev.takt.workflows.subscription.Stories.day;
import static dev.takt.workflows.subscription.Stories.pause;
import static dev.takt.workflows.subscription.Stories.priceOn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes next, when, and in which order. */
class AgendaTest {

  @Test
  void theFirstDayActivatesAndThenBills() {
    Life life = Life.of(IN_ADVANCE, Life.TEST_CLOCK, day("2025-12-20"));
    assertThat(waitOf(life))
        .isEqualTo(
            new Step.Wait(
                Instant.parse("2025-12-31T23:00:00Z"), new Step.Activate(day("2026-01-01"))));
    life.until(day("2026-01-31"));
    assertThat(life.steps())
        .containsExactly(new Step.Activate(day("2026-01-01")), new Step.Bill(day("2026-01-01")));
    assertThat(Agenda.nextBillingDate(life.subscription())).isEqualTo("2026-02-01");
    assertThat(Agenda.dueAt(life.subscription())).isEqualTo("2026-01-31T23:00:00Z");
  }

  @Test
  void anEndOnTheDayOfEverythingElseIsAllThatHappens() {
    Life life = lived("2026-03-05");
    life.ask(pause("2026-04-01", "2026-04-10", AfterPause.KEEP_DATES, PauseSettlement.BALANCE))
        .ask(priceOn("2026-04-01", 62_000))
        .ask(cancelTo("2026-04-01", Cancellation.Settlement.REFUND))
        .until(day("2026-05-01"));
    assertThat(stepsSince(life, "2026-03-05")).containsExactly(new Step.End(day("2026-04-01")));
  }

  @Test
  void aPauseThatStartsComesBeforeTheOneThatEnds() {
    Life life = lived("2026-03-05");
    life.ask(pause("2026-03-11", "2026-03-21", AfterPause.KEEP_DATES, PauseSettlement.BALANCE))
        .ask(pause("2026-03-21", "2026-04-01", AfterPause.KEEP_DATES, PauseSettlement.BALANCE))
        .until(day("2026-04-01"));
    assertThat(stepsSince(life, "2026-03-05"))
        .containsExactly(
            new Step.StartPause(day("2026-03-11"), "pau_2026-03-11"),
            new Step.StartPause(day("2026-03-21"), "pau_2026-03-21"),
            new Step.Resume(day("2026-03-21"), "pau_2026-03-11"),
            new Step.Resume(day("2026-04-01"), "pau_2026-03-21"),
            new Step.Bill(day("2026-04-01")));
  }

  @Test
  void whatASignUpMakesDueForAnEarlierDateDoesNotWaitForTheHourOfBilling() {
    Life life = Life.of(IN_ADVANCE, Life.LIVE, day("2026-01-02"));
    life.at(Life.LIVE.startOf(day("2026-01-02")));
    assertThat(life.steps())
        .containsExactly(new Step.Activate(day("2026-01-02")), new Step.Bill(day("2026-01-02")));
    assertThat(Agenda.dueAt(life.subscription())).isEqualTo("2026-02-01T05:20:34.567Z");
  }

  @Test
  void timeThatIsOwedAgainIsBilledAtOnce() {
    Life life = Life.of(IN_ADVANCE, Life.LIVE, day("2026-01-01")).until(day("2026-03-05"));
    life.ask(pause("2026-03-31", "2026-04-21", AfterPause.KEEP_DATES, PauseSettlement.BALANCE));
    life.at(Life.LIVE.startOf(day("2026-04-03")));
    life.ask(new Request.RemovePause("pau_2026-03-31"));
    assertThat(stepsSince(life, "2026-04-02")).containsExactly(new Step.Bill(day("2026-04-03")));
  }

  @Test
  void liveSubscriptionsPauseAtMidnightAndAreBilledAtSix() {
    Terms terms = IN_ADVANCE;
    Life life = Life.of(terms, Life.LIVE, day("2026-01-01")).until(day("2026-03-05"));
    life.ask(pause("2026-04-01", "2026-04-21", AfterPause.KEEP_DATES, PauseSettlement.BALANCE));
    // 1,234.567 seconds of spread after midnight, and after six.
    assertThat(waitOf(life))
        .isEqualTo(
            new Step.Wait(
                Instant.parse("2026-03-31T22:20:34.567Z"),
                new Step.StartPause(day("2026-04-01"), "pau_2026-04-01")));
    life.until(day("2026-04-20"));
    assertThat(waitOf(life).until()).isEqualTo("2026-04-20T22:20:34.567Z");
    life.at(Instant.parse("2026-04-20T22:20:34.567Z"));
    assertThat(waitOf(life))
        .isEqualTo(
            new Step.Wait(
                Instant.parse("2026-04-21T04:20:34.567Z"), new Step.Bill(day("2026-04-21"))));
  }

  @Test
  void afterADownTimeEachMissedEventHasItsOwnDate() {
    Life life = lived("2026-02-20");
    life.ask(pause("2026-03-11", "2026-04-21", AfterPause.KEEP_DATES, PauseSettlement.REFUND));
    life.at(life.subscription().hours().billingOn(day("2026-06-15")));
    assertThat(stepsSince(life, "2026-02-20"))
        .containsExactly(
            new Step.Bill(day("2026-03-01")),
            new Step.StartPause(day("2026-03-11"), "pau_2026-03-11"),
            new Step.Resume(day("2026-04-21"), "pau_2026-03-11"),
            new Step.Bill(day("2026-04-21")),
            new Step.Bill(day("2026-05-01")),
            new Step.Bill(day("2026-06-01")));
    assertThat(life.documents().invoiced())
        .endsWith("2026-03-01 10000", "2026-04-21 10333", "2026-05-01 31000", "2026-06-01 31000");
  }

  @Test
  void itMakesNoDifferenceToTheBooksWhetherItWasDown() {
    Life awake = lived("2026-01-20");
    Life asleep = lived("2026-01-20");
    for (Life life : List.of(awake, asleep)) {
      life.ask(pause(AfterPause.EXTEND, PauseSettlement.BALANCE))
          .ask(priceOn("2026-05-20", 99_999))
          .ask(cancelTo("2026-08-15", Cancellation.Settlement.REFUND));
    }
    awake.until(day("2026-12-01"));
    asleep.at(asleep.subscription().hours().billingOn(day("2026-12-01")));
    assertThat(asleep.documents().invoices()).isEqualTo(awake.documents().invoices());
    assertThat(asleep.documents().creditNotes()).isEqualTo(awake.documents().creditNotes());
    assertThat(asleep.steps()).isEqualTo(awake.steps());
    assertThat(asleep.subscription()).isEqualTo(awake.subscription());
  }

  @Test
  void inAnOpenPauseNothingIsPlanned() {
    Life life = lived("2026-02-20");
    life.ask(pause("2026-03-11", null, AfterPause.KEEP_DATES, PauseSettlement.BALANCE))
        .until(day("2026-03-11"));
    assertThat(waitOf(life)).isEqualTo(new Step.Wait(null, null));
    assertThat(Agenda.dueAt(life.subscription())).isNull();
    assertThat(Agenda.nextBillingDate(life.subscription())).isNull();
  }

  private static Life lived(String until) {
    return Life.of(IN_ADVANCE).until(day(until));
  }

  private static Step.Wait waitOf(Life life) {
    if (Agenda.next(life.subscription(), life.now()) instanceof Step.Wait wait) {
      return wait;
    }
    throw new AssertionError("there is something to do");
  }

  private static List<Step.Dated> stepsSince(Life life, String date) {
    LocalDate since = day(date);
    return life.steps().stream().filter(step -> step.on().isAfter(since)).toList();
  }
}
