package dev.takt.workflows.dunning;

import static dev.takt.workflows.dunning.Courses.policy;
import static dev.takt.workflows.dunning.Courses.retry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On which day and at which hour a card is tried, and the reason that is written down. */
class RetryTimesTest {

  private static Courses with(String at, String code, String country, DunningStep... steps) {
    Reason reason = Decline.of(code).kind().reason();
    return Courses.declined(at, code, policy(reason, steps), country);
  }

  @ParameterizedTest
  @CsvSource({
    // 1 March 2026 is a Sunday; Easter from Thursday 2 to Monday 6 April.
    "2026-03-01T06:00, DK, ANY, 03-02 12:15 RETRY",
    "2026-03-06T06:00, DK, ANY, 03-07 12:15 RETRY",
    "2026-03-06T06:00, DK, BANKING_DAY, 03-09 12:15 RETRY",
    "2026-04-01T06:00, DK, BANKING_DAY, 04-07 12:15 RETRY",
    "2026-04-01T06:00, SE, BANKING_DAY, 04-02 12:15 RETRY",
    "2026-03-06T06:00, DK, PAYDAY, 03-31 12:15 RETRY",
    "2026-03-06T06:00, NO, PAYDAY, 03-12 12:15 RETRY",
    "2026-03-06T06:00, SE, PAYDAY, 03-25 12:15 RETRY",
  })
  void takesTheCustomersDays(String at, String country, DunningStep.Day day, String next) {
    assertThat(Courses.tell(with(at, "51", country, retry(1, day)).next())).isEqualTo(next);
  }

  @Test
  void whereNoPaydayIsKnownThereIsNoTryOnOne() {
    assertThat(with("2026-03-01T06:00", "51", "DE", retry(1, DunningStep.Day.PAYDAY)).open.next())
        .isNull();
  }

  @Test
  void takesAnotherHourEachTime() {
    var steps =
        List.of(1, 3, 5, 7, 9).stream()
            .map(day -> (DunningStep) retry(day, DunningStep.Day.ANY))
            .toArray(DunningStep[]::new);
    var course = with("2026-03-01T06:00", "05", "DK", steps).until("2026-04-01T00:00", "05");

    assertThat(course.told)
        .containsExactly(
            "03-02 12:15 RETRY",
            "03-04 18:45 RETRY",
            "03-06 10:00 RETRY",
            "03-08 07:30 RETRY",
            "03-10 12:15 RETRY");
  }

  @Test
  void neverTheHourOfTheLastTry() {
    var course = with("2026-03-01T12:40", "05", "DK", retry(1, DunningStep.Day.ANY));
    assertThat(Courses.tell(course.next())).isEqualTo("03-02 18:45 RETRY");
  }

  @Test
  void leavesTwentyHoursBetweenTwoTries() {
    var course =
        with(
            "2026-03-01T23:00",
            "51",
            "DK",
            new DunningStep.Retry(1, 0, DunningStep.Day.ANY, LocalTime.of(7, 30)));
    assertThat(Courses.tell(course.next())).isEqualTo("03-03 07:30 RETRY");
    assertThat(course.next().why()).contains("less than 20 hours before");
  }

  @ParameterizedTest
  @CsvSource({
    "59, 03-04 12:15 RETRY, suspicious",
    "78, 03-04 12:15 RETRY, unblock",
    "mac_02, 03-04 12:15 RETRY, mac_02",
    "mac_27, 03-05 12:15 RETRY, mac_27",
    "mac_30, 03-11 12:15 RETRY, mac_30",
    "mac_24, 03-02 12:15 RETRY, Day 1",
  })
  void leavesACardAloneAsLongAsItsRefusalSays(String code, String next, String why) {
    var course = with("2026-03-01T06:00", code, "DK", retry(1, DunningStep.Day.ANY));
    assertThat(Courses.tell(course.next())).isEqualTo(next);
    assertThat(course.next().why()).contains(why);
  }

  @Test
  void aLimitIsForTheDayAndThenForTheMonth() {
    var course =
        with(
                "2026-03-10T06:00",
                "61",
                "DK",
                retry(1, DunningStep.Day.ANY),
                retry(3, DunningStep.Day.ANY),
                retry(7, DunningStep.Day.ANY))
            .until("2026-06-01T00:00", "61");

    assertThat(course.told)
        .containsExactly("03-11 12:15 RETRY", "04-01 18:45 RETRY", "05-01 10:00 RETRY");
  }

  @Test
  void summerTimeMovesNoTry() {
    // The night to 29 March has an hour less.
    var course = with("2026-03-28T06:00", "05", "DK", retry(1, DunningStep.Day.ANY));
    assertThat(Courses.tell(course.next())).isEqualTo("03-29 12:15 RETRY");
  }

  @Test
  void eachTrySaysWhyJustThen() {
    assertThat(
            with("2026-03-06T06:00", "51", "DK", retry(1, DunningStep.Day.BANKING_DAY))
                .next()
                .why())
        .isEqualTo(
            "Day 1 after the first decline, 2026-03-07, is no banking day in DK; the next is"
                + " 2026-03-09, at 12:15, another hour than the last try's.");
    assertThat(with("2026-03-06T06:00", "51", "DK", retry(1, DunningStep.Day.PAYDAY)).next().why())
        .contains("The first payday in DK from day 1 on is 2026-03-31");
  }
}
