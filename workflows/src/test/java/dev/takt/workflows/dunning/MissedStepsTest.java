package dev.takt.workflows.dunning;

import static dev.takt.workflows.dunning.Courses.mail;
import static dev.takt.workflows.dunning.Courses.policy;
import static dev.takt.workflows.dunning.Courses.retry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.port.Messages;
import dev.takt.workflows.port.Messages.Template;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A missed step is not made up for in a heap: one message a day, days count from what was really
 * done, and what has consequences waits for the step before it and its days.
 */
class MissedStepsTest {
  private static final DunningPolicy DEFAULT = DefaultPolicy.policy();

  private static DunningStep sms(int day, Template template) {
    return new DunningStep.Message(day, Messages.Channel.SMS, template);
  }

  @Test
  void aCaseThatBeginsLateBeginsWithItsFirstDay() {
    var policy =
        policy(
            Reason.INVOICE_OVERDUE,
            mail(3, Template.INVOICE_OVERDUE),
            mail(10, Template.INVOICE_OVERDUE),
            mail(20, Template.LAST_NOTICE),
            new DunningStep.End(40));
    var course = Courses.waiting("2026-04-20T12:00", "2026-01-29", policy);

    course.until("2026-07-01T00:00", "51");

    assertThat(course.told)
        .containsExactly(
            "01-30 00:00 OPEN",
            "04-22 09:00 MESSAGE INVOICE_OVERDUE",
            "04-29 09:00 MESSAGE INVOICE_OVERDUE",
            "05-09 09:00 MESSAGE LAST_NOTICE",
            "05-29 09:00 END");
  }

  @Test
  void afterADowntimeTheLadderGoesOnWithItsDistances() {
    var course = Courses.declined("2026-03-01T06:00", "54", DEFAULT).step(null);
    assertThat(Courses.tell(course.next())).isEqualTo("03-03 09:00 MESSAGE CARD_EXPIRED");

    course.away("2026-04-20T11:00").until("2026-06-01T00:00", "54");

    assertThat(course.told)
        .containsExactly(
            "03-01 08:00 MESSAGE CARD_EXPIRED",
            "04-20 11:00 MESSAGE CARD_EXPIRED",
            "04-23 09:00 MESSAGE CARD_EXPIRED",
            "04-27 09:00 MESSAGE LAST_NOTICE",
            "04-30 09:00 MESSAGE LAST_NOTICE",
            "05-02 09:00 SUSPEND",
            "05-02 09:00 MESSAGE SERVICE_SUSPENDED",
            "05-18 09:00 MESSAGE CARD_EXPIRED");
  }

  @Test
  void triesThatWereMissedAreNotMadeUpForEither() {
    var policy =
        policy(
            Reason.NO_FUNDS,
            retry(1, DunningStep.Day.ANY),
            retry(5, DunningStep.Day.ANY),
            retry(9, DunningStep.Day.ANY));
    var course = Courses.declined("2026-03-01T06:00", "51", policy).away("2026-03-20T03:00");

    course.until("2026-05-01T00:00", "51");

    assertThat(course.told)
        .extracting(step -> step.substring(0, 5))
        .containsExactly("03-20", "03-24", "03-28");
  }

  @Test
  void aTechnicalFaultKeepsItsDistancesToo() {
    var course = Courses.declined("2026-03-01T06:00", "91", DEFAULT).away("2026-03-06T10:00");

    course.until("2026-03-20T00:00", "91");

    assertThat(course.told)
        .containsExactly(
            "03-01 06:15 RETRY",
            "03-06 10:45 RETRY",
            "03-06 13:45 RETRY",
            "03-07 09:45 RETRY",
            "03-08 09:45 RETRY",
            "03-09 09:45 WAIT_FOR_PERSON");
  }

  @Test
  void whatIsTakenUpAtNightWaitsForTheMorningAndSaysWhatHoldsThen() {
    var course = Courses.declined("2026-03-01T06:00", "54", DEFAULT).until("2026-03-09T00:00", "");
    assertThat(course.next().facts()).containsEntry("suspendsOn", "2026-03-15");

    course.away("2026-03-20T03:00");

    assertThat(Courses.tell(course.next())).isEqualTo("03-20 09:00 MESSAGE LAST_NOTICE");
    assertThat(course.next().facts()).containsEntry("suspendsOn", "2026-03-25");
    course.away("2026-03-20T22:00");
    assertThat(Courses.tell(course.next())).isEqualTo("03-21 08:00 MESSAGE LAST_NOTICE");
  }

  @Test
  void aCaseSendsOneMessageADayAndNothingOvertakesIt() {
    var policy =
        policy(
            Reason.HARD_DECLINE,
            sms(0, Template.CARD_REFUSED),
            mail(0, Template.CARD_REFUSED),
            mail(4, Template.LAST_NOTICE),
            sms(4, Template.LAST_NOTICE),
            new DunningStep.Suspend(4));
    var course = Courses.declined("2026-03-01T06:00", "41", policy);

    course.until("2026-04-01T00:00", "41");

    assertThat(course.told)
        .containsExactly(
            "03-01 08:00 MESSAGE CARD_REFUSED",
            "03-02 09:00 MESSAGE CARD_REFUSED",
            "03-06 09:00 MESSAGE LAST_NOTICE",
            "03-07 09:00 MESSAGE LAST_NOTICE",
            "03-07 09:00 SUSPEND");
  }

  @Test
  void anotherReasonAfterADowntimeDoesNotSkipWhatWasNeverSaid() {
    var course = Courses.declined("2026-03-01T06:00", "51", DEFAULT).step(null);
    course.away("2026-03-15T06:00");
    course.open = course.open.brought("pm_2").planned(Courses.PLAN, course.now);
    course.step("54").until("2026-05-01T00:00", "54");

    // Day 1, on which the next try was due, is the 15th now.
    assertThat(course.told)
        .containsExactly(
            "03-01 08:00 MESSAGE PAYMENT_FAILED",
            "03-15 06:00 RETRY",
            "03-15 08:00 MESSAGE CARD_EXPIRED",
            "03-16 09:00 MESSAGE CARD_EXPIRED",
            "03-19 09:00 MESSAGE CARD_EXPIRED",
            "03-23 09:00 MESSAGE LAST_NOTICE",
            "03-26 09:00 MESSAGE LAST_NOTICE",
            "03-28 09:00 SUSPEND",
            "03-28 09:00 MESSAGE SERVICE_SUSPENDED",
            "04-13 09:00 MESSAGE CARD_EXPIRED");
  }

  @Test
  void aHoldAndADowntimeDoNotCountTwice() {
    var course = Courses.declined("2026-03-01T06:00", "41", DEFAULT).until("2026-03-02T12:00", "");
    course.open =
        course.open.held(LocalDate.of(2026, 3, 12), course.now).planned(Courses.PLAN, course.now);
    course.away("2026-03-20T10:00").step(null);

    // Ten days on hold, and eight more: day 2 was the 3rd.
    assertThat(Courses.tell(course.next())).isEqualTo("03-21 09:00 MESSAGE CARD_REFUSED");
  }

  @Test
  void aPersonWhoTookTimeIsNoReasonToHurry() {
    var policy =
        policy(
            Reason.HARD_DECLINE,
            mail(0, Template.CARD_REFUSED),
            new DunningStep.WaitForPerson(1),
            mail(2, Template.LAST_NOTICE),
            new DunningStep.Suspend(5));
    var course = Courses.declined("2026-03-01T06:00", "41", policy).step(null).step(null);
    course.now = Courses.instant("2026-04-10T10:00");
    course.open = course.open.released(course.now).planned(Courses.PLAN, course.now);

    assertThat(course.next().facts()).containsEntry("suspendsOn", "2026-04-13");
    course.until("2026-05-01T00:00", "41");
    assertThat(course.told)
        .containsExactly(
            "03-01 08:00 MESSAGE CARD_REFUSED",
            "03-02 09:00 WAIT_FOR_PERSON",
            "04-10 10:00 MESSAGE LAST_NOTICE",
            "04-13 09:00 SUSPEND");
  }

  static List<Long> seeds() {
    Long only = Long.getLong("takt.seed");
    return only == null ? LongStream.range(0, 300).boxed().toList() : List.of(only);
  }

  /** Any ladder, and downtimes at any time: the distances are those of the ladder, or longer. */
  @ParameterizedTest
  @MethodSource("seeds")
  void whateverIsMissedTheDistancesAreKept(long seed) {
    var random = new Random(seed);
    List<DunningStep> ladder = ladder(random);
    var course =
        Courses.declined(
            "2026-03-01T06:00", "51", policy(Reason.NO_FUNDS, ladder.toArray(DunningStep[]::new)));
    List<Done> done = new ArrayList<>();
    for (int i = 0; i < 200 && course.open.next() != null; i++) {
      if (random.nextInt(3) == 0) {
        Instant later = course.now.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 20)));
        course.away(later.atZone(Courses.ZONE).toLocalDateTime().toString());
      }
      NextStep next = course.next();
      course.step("51");
      done.add(new Done(next, course.now.atZone(Courses.ZONE).toLocalDate()));
    }
    assertThat(course.open.next()).as("seed %s", seed).isNull();
    hold(seed, ladder, done);
  }

  private record Done(NextStep step, LocalDate on) {}

  private static List<DunningStep> ladder(Random random) {
    List<DunningStep> ladder = new ArrayList<>();
    ladder.add(mail(random.nextInt(3), Template.PAYMENT_FAILED));
    IntStream.range(0, 2 + random.nextInt(7))
        .mapToObj(
            _ ->
                switch (random.nextInt(4)) {
                  case 0 -> retry(random.nextInt(20), DunningStep.Day.ANY);
                  case 1 -> mail(3 + random.nextInt(20), Template.LAST_NOTICE);
                  case 2 -> sms(3 + random.nextInt(20), Template.LAST_NOTICE);
                  default -> new DunningStep.Suspend(5 + random.nextInt(20));
                })
        .forEach(ladder::add);
    ladder.add(new DunningStep.End(25));
    return ladder;
  }

  private static void hold(long seed, List<DunningStep> ladder, List<Done> done) {
    assertThat(done.stream().filter(one -> isMessage(one.step())).map(Done::on))
        .as("days of messages, seed %s", seed)
        .doesNotHaveDuplicates();
    assertThat(done.stream().map(one -> one.step().index()))
        .as("steps, seed %s", seed)
        .doesNotHaveDuplicates();
    List<Done> words =
        done.stream().filter(one -> one.step().kind() != NextStep.Kind.RETRY).toList();
    List<Integer> order =
        Stream.iterate(0, i -> i < ladder.size(), i -> i + 1)
            .filter(i -> !(ladder.get(i) instanceof DunningStep.Retry))
            .sorted(Comparator.comparingInt(i -> ladder.get(i).afterDays()))
            .toList();
    assertThat(words.stream().map(one -> one.step().index()).toList())
        .as("the order of the ladder, seed %s", seed)
        .isEqualTo(order);
    for (int i = 1; i < words.size(); i++) {
      Done earlier = words.get(i - 1);
      Done later = words.get(i);
      int planned =
          ladder.get(later.step().index()).afterDays()
              - ladder.get(earlier.step().index()).afterDays();
      assertThat(ChronoUnit.DAYS.between(earlier.on(), later.on()))
          .as("days from %s to %s, seed %s", earlier, later, seed)
          .isGreaterThanOrEqualTo(planned);
    }
  }

  private static boolean isMessage(NextStep step) {
    return step.kind() == NextStep.Kind.MESSAGE;
  }
}
