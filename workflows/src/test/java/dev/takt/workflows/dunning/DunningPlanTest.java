package dev.takt.workflows.dunning;

import static dev.takt.workflows.dunning.Courses.mail;
import static dev.takt.workflows.dunning.Courses.policy;
import static dev.takt.workflows.dunning.Courses.retry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.port.Messages.Template;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes next, and what comes between. */
class DunningPlanTest {
  private static final DunningPolicy DEFAULT = DefaultPolicy.policy();

  @Test
  void theDefaultTrackOfNoFundsDayByDay() {
    // 1 March 2026 is a Sunday; the last banking day is Tuesday the 31st.
    var course =
        Courses.declined("2026-03-01T06:00", "51", DEFAULT).until("2026-06-01T00:00", "51");

    assertThat(course.told)
        .containsExactly(
            "03-01 08:00 MESSAGE PAYMENT_FAILED",
            "03-02 12:15 RETRY",
            "03-04 18:45 RETRY",
            "03-05 09:00 MESSAGE PAYMENT_FAILED_AGAIN",
            "03-06 10:00 RETRY",
            "03-09 07:30 RETRY",
            "03-10 09:00 MESSAGE LAST_NOTICE",
            "03-11 12:15 RETRY",
            "03-13 09:00 MESSAGE LAST_NOTICE",
            "03-15 07:30 RETRY",
            "03-15 09:00 SUSPEND",
            "03-15 09:00 MESSAGE SERVICE_SUSPENDED",
            "03-31 07:30 RETRY",
            "03-31 09:00 MESSAGE PAYMENT_FAILED_AGAIN",
            "04-01 07:30 RETRY",
            "04-30 07:30 RETRY",
            "05-15 09:00 WAIT_FOR_PERSON");
    assertThat(course.open.waits().person()).isTrue();
    assertThat(course.open.next()).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"EXPIRED_CARD", "CARD_REMOVED", "HARD_DECLINE", "AUTHENTICATION"})
  void noTrackTriesWhatOnlyTheCustomerCanMend(Reason reason) {
    String code =
        switch (reason) {
          case EXPIRED_CARD -> "54";
          case CARD_REMOVED -> "card_removed";
          case HARD_DECLINE -> "41";
          default -> "1A";
        };
    var course =
        Courses.declined("2026-03-01T06:00", code, DEFAULT).until("2026-06-01T00:00", "51");

    assertThat(course.open.reason()).isEqualTo(reason);
    assertThat(course.told).noneMatch(step -> step.endsWith("RETRY"));
    assertThat(course.told.getLast()).endsWith("WAIT_FOR_PERSON");
  }

  @Test
  void aTechnicalFaultLeavesTheStageAndItsDaysWhereTheyWere() {
    var course = Courses.declined("2026-03-01T06:00", "51", DEFAULT);
    course.step(null).step("91");
    assertThat(Courses.tell(course.next())).isEqualTo("03-02 12:30 RETRY");
    course.step("91");
    assertThat(Courses.tell(course.next())).isEqualTo("03-02 13:15 RETRY");
    course.step("91").step("91").step("91");
    // Two days have passed in the fault: day 3 is two days later than it would have been.
    course.step("51");
    assertThat(course.open.dayZero()).isEqualTo(LocalDate.of(2026, 3, 3));
    assertThat(course.open.reason()).isEqualTo(Reason.NO_FUNDS);
    assertThat(Courses.tell(course.next())).startsWith("03-06");
  }

  @Test
  void aFaultFromTheFirstTryOnWaitsForAPersonAndSaysNothing() {
    var course =
        Courses.declined("2026-03-01T06:00", "91", DEFAULT).until("2026-03-20T00:00", "91");

    assertThat(course.told)
        .containsExactly(
            "03-01 06:15 RETRY",
            "03-01 07:00 RETRY",
            "03-01 10:00 RETRY",
            "03-02 06:00 RETRY",
            "03-03 06:00 RETRY",
            "03-04 06:00 WAIT_FOR_PERSON");
  }

  @Test
  void aFaultOfAnothersTryMovesNothing() {
    var course =
        Courses.declined("2026-03-01T06:00", "59", DEFAULT).until("2026-03-02T00:00", "59");
    NextStep before = course.next();

    var fault = new CaseProgress.Try(course.now, Decline.of("91"), "pm_1");
    DunningCase after =
        course.open.declined(Courses.PLAN, fault, false).planned(Courses.PLAN, course.now);

    assertThat(after.course().tries()).isEqualTo(course.open.course().tries() + 1);
    assertThat(after.course().lastTry()).isEqualTo(course.open.course().lastTry());
    assertThat(Courses.tell(java.util.Objects.requireNonNull(after.next())).substring(0, 5))
        .isEqualTo(Courses.tell(before).substring(0, 5));
  }

  @ParameterizedTest
  @CsvSource({"59, 3", "34, 3", "63, 3"})
  void suspicionAllowsTwoMoreTriesThreeDaysApart(String code, int tries) {
    var course =
        Courses.declined("2026-03-01T06:00", code, DEFAULT).until("2026-06-01T00:00", code);

    List<String> retries = course.told.stream().filter(step -> step.endsWith("RETRY")).toList();
    assertThat(retries).containsExactly("03-04 12:15 RETRY", "03-07 18:45 RETRY");
    assertThat(course.open.course().carefulTries()).isEqualTo(tries);
  }

  @Test
  void ofAnotherCardNothingIsSuspectedYet() {
    var course =
        Courses.declined("2026-03-01T06:00", "59", DEFAULT).until("2026-03-20T12:00", "59");
    course.open = course.open.brought("pm_2").planned(Courses.PLAN, course.now);
    course.step("51");

    assertThat(course.open.course().carefulTries()).isZero();
    assertThat(course.open.reason()).isEqualTo(Reason.NO_FUNDS);
    assertThat(Courses.PLAN.ahead(course.open))
        .extracting(NextStep::kind)
        .contains(NextStep.Kind.RETRY);
  }

  @Test
  void aNewCardEndsTheWaitingEvenForAPerson() {
    var course =
        Courses.declined("2026-03-01T06:00", "51", DEFAULT).until("2026-06-01T00:00", "51");
    assertThat(course.open.next()).isNull();

    course.open = course.open.brought("pm_2").planned(Courses.PLAN, course.now);
    assertThat(course.next().kind()).isEqualTo(NextStep.Kind.RETRY);
    assertThat(course.next().at()).isEqualTo(course.now);
    course.step("51");

    // What follows is for a person still.
    assertThat(course.open.waits().person()).isTrue();
    assertThat(course.open.next()).isNull();
  }

  @Test
  void aCeilingPutsOffTriesAndNothingElse() {
    var course = Courses.declined("2026-03-01T06:00", "51", DEFAULT).step(null);
    course.open =
        course
            .open
            .brought("pm_2")
            .postponed(Courses.instant("2026-03-20T10:00"), "visa.reattempt.maxPer30d")
            .planned(Courses.PLAN, course.now);

    assertThat(Courses.tell(course.next())).isEqualTo("03-05 09:00 MESSAGE PAYMENT_FAILED_AGAIN");
    course.until("2026-03-20T10:00", "51");
    assertThat(course.told).noneMatch(step -> step.endsWith("RETRY"));
    assertThat(course.open.track().get(1)).isInstanceOf(DunningStep.Retry.class);
    NextStep retry =
        Courses.PLAN.ahead(course.open).stream()
            .filter(step -> step.kind() == NextStep.Kind.RETRY)
            .findFirst()
            .orElseThrow();
    assertThat(retry.at()).isAfterOrEqualTo(Courses.instant("2026-03-20T10:00"));
    assertThat(retry.why()).contains("visa.reattempt.maxPer30d");
  }

  @Test
  void aHoldStandsStillAndItsDaysDoNotCount() {
    var course = Courses.declined("2026-03-01T06:00", "41", DEFAULT).until("2026-03-04T12:00", "");
    course.open =
        course.open.held(LocalDate.of(2026, 3, 24), course.now).planned(Courses.PLAN, course.now);
    assertThat(Courses.tell(course.next())).isEqualTo("03-24 00:00 RELEASE");

    course.step(null);
    // Day 5 was the 6th: twenty days later now.
    assertThat(Courses.tell(course.next())).isEqualTo("03-26 09:00 MESSAGE CARD_REFUSED");
  }

  @Test
  void anotherReasonGoesOnFromWhereTheCaseIsWithItsFirstMessage() {
    var course =
        Courses.declined("2026-03-01T06:00", "51", DEFAULT).until("2026-03-11T10:00", "51");
    course.step("54");

    assertThat(course.open.reason()).isEqualTo(Reason.EXPIRED_CARD);
    course.until("2026-03-20T00:00", "51");
    assertThat(
            course.told.subList(course.told.indexOf("03-11 12:15 RETRY") + 1, course.told.size()))
        .containsExactly(
            "03-11 12:15 MESSAGE CARD_EXPIRED",
            "03-13 09:00 MESSAGE LAST_NOTICE",
            "03-15 09:00 SUSPEND",
            "03-15 09:00 MESSAGE SERVICE_SUSPENDED");
  }

  @Test
  void overdueIsTheDayAfterABankingDay() {
    // Maundy Thursday to Easter Monday are closed.
    assertThat(Courses.tell(Courses.waiting("2026-03-20T06:00", "2026-04-02").next()))
        .isEqualTo("04-08 00:00 OPEN");
    assertThat(Courses.tell(Courses.waiting("2026-03-20T06:00", "2026-04-01").next()))
        .isEqualTo("04-02 00:00 OPEN");
  }

  @Test
  void whoeverWasWrittenToIsToldThatItIsPaidAtADecentHour() {
    var course = Courses.declined("2026-03-01T06:00", "51", DEFAULT).step(null);
    course.now = Courses.instant("2026-03-02T21:30");
    course.open = course.open.closed(CaseStatus.RECOVERED).planned(Courses.PLAN, course.now);
    course.step(null).step(null);

    assertThat(course.told.subList(1, 3))
        .containsExactly("03-02 21:30 RESTORE", "03-03 08:00 MESSAGE PAYMENT_RECEIVED");
    assertThat(course.open.isOver()).isTrue();
  }

  @Test
  void whoeverHeardOfNothingHearsNothingOfThePaymentEither() {
    var course = Courses.declined("2026-03-01T06:00", "91", DEFAULT);
    course.open = course.open.closed(CaseStatus.RECOVERED).planned(Courses.PLAN, course.now);
    course.step(null);
    assertThat(course.open.isOver()).isTrue();
  }

  @Test
  void whatWentWhileSomethingElseCameDoesNotGoAgain() {
    var policy =
        policy(
            Reason.NO_FUNDS,
            mail(0, Template.PAYMENT_FAILED),
            retry(1, DunningStep.Day.ANY),
            mail(4, Template.LAST_NOTICE),
            new DunningStep.Suspend(9));
    var course = Courses.declined("2026-03-01T09:00", "51", policy);
    NextStep message = course.next();
    var byHand = new CaseProgress.Try(course.now, Decline.of("51"), "pm_1");
    DunningCase between =
        course.open.declined(Courses.PLAN, byHand, false).planned(Courses.PLAN, course.now);
    assertThat(between.next()).isEqualTo(message);
    // Under its name it went already: nobody gets it twice, even if nobody can say that it went.
    assertThat(between.attemptKey()).isEqualTo(course.open.attemptKey()).contains("NO_FUNDS/0/0");

    DunningCase after =
        between.doneMeanwhile(Courses.PLAN, message, course.now).planned(Courses.PLAN, course.now);

    assertThat(after.course().done()).containsExactly(0);
    assertThat(after.effects().told()).isTrue();
    assertThat(java.util.Objects.requireNonNull(after.next()).kind())
        .isEqualTo(NextStep.Kind.RETRY);
    DunningCase other =
        between
            .declined(
                Courses.PLAN, new CaseProgress.Try(course.now, Decline.of("54"), "pm_1"), false)
            .doneMeanwhile(Courses.PLAN, message, course.now);
    assertThat(other.course().done()).as("another track's").isEmpty();
  }

  @Test
  void messagesSayWhatIsToCome() {
    var course = Courses.declined("2026-03-01T06:00", "51", DEFAULT);
    assertThat(course.next().facts())
        .containsEntry("declineCode", "51")
        .containsEntry("reason", "NO_FUNDS")
        .containsEntry("retryOn", "2026-03-02")
        .containsEntry("suspendsOn", "2026-03-15");
  }

  @Test
  void whatIsAheadIsWhatComes() {
    for (String code : List.of("51", "05", "59", "91", "41", "93")) {
      var course = Courses.declined("2026-03-01T06:00", code, DEFAULT);
      List<String> ahead = Courses.PLAN.ahead(course.open).stream().map(Courses::tell).toList();
      course.until("2027-03-01T00:00", code);
      assertThat(ahead).as(code).isEqualTo(course.told);
    }
  }
}
