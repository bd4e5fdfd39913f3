package dev.takt.workflows.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.NaiveRhythm;
import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Agreement;
import dev.takt.workflows.timeline.Segment;
import dev.takt.workflows.timeline.Transition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A small world, all of it: every pair of rhythms, every day of the month, joined and left on all
 * sorts of days; held against boundaries that are counted on one's fingers and a price of days that
 * is worked out here.
 */
class InStepTest {
  private static final LocalDate NEW_YEARS_EVE = LocalDate.of(2027, 12, 31);

  /** How long a rhythm's interval is. */
  record Beat(RhythmUnit unit, int count) {
    boolean byMonth() {
      return unit == RhythmUnit.MONTH || unit == RhythmUnit.YEAR;
    }

    int length() {
      return count * (unit == RhythmUnit.YEAR ? 12 : unit == RhythmUnit.WEEK ? 7 : 1);
    }

    boolean isMultipleOf(Beat other) {
      return byMonth() == other.byMonth() && length() % other.length() == 0;
    }
  }

  record Pair(Beat own, Beat group) {}

  static Stream<Pair> pairs() {
    List<Beat> beats =
        List.of(
            new Beat(RhythmUnit.DAY, 1),
            new Beat(RhythmUnit.DAY, 10),
            new Beat(RhythmUnit.DAY, 14),
            new Beat(RhythmUnit.WEEK, 1),
            new Beat(RhythmUnit.WEEK, 2),
            new Beat(RhythmUnit.MONTH, 1),
            new Beat(RhythmUnit.MONTH, 2),
            new Beat(RhythmUnit.MONTH, 3),
            new Beat(RhythmUnit.MONTH, 12),
            new Beat(RhythmUnit.YEAR, 1));
    return beats.stream().flatMap(own -> beats.stream().map(group -> new Pair(own, group)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyPairOfRhythmsComesIntoStepOrIsToldWhyNot(Pair pair) {
    for (int day = 1; day <= 31; day++) {
      LocalDate start = NEW_YEARS_EVE.plusDays(day);
      for (int later : List.of(0, 1, 12, 27, 30, 59)) {
        LocalDate anchor = NEW_YEARS_EVE.plusDays(1 + (day * 7 + later) % 31);
        join(pair, start, start.plusDays(later), anchor);
      }
    }
  }

  private static void join(Pair pair, LocalDate start, LocalDate today, LocalDate anchor) {
    Subscription alone = Members.of(pair.own().unit(), pair.own().count(), start);
    Rhythm rhythm = Rhythm.anchoredAt(pair.group().unit(), pair.group().count(), anchor);
    Group group = Members.group(rhythm, today);
    var join = new GroupRequest.Join(List.of("sub_1"), Transition.ON_NEXT_DATE);
    GroupVerdict verdict = Members.ask(group, List.of(), List.of(alone), today, join);
    if (!pair.own().isMultipleOf(pair.group())) {
      assertThat(Members.refused(verdict).code()).isEqualTo("interval_differs");
      assertThat(Members.refused(verdict).pointer()).isEqualTo("/members/0");
      return;
    }
    Subscription member = Members.only(verdict);
    LocalDate from = after(NaiveRhythm.at(pair.own().unit(), pair.own().count(), start), today);
    LocalDate first = notBefore(NaiveRhythm.like(rhythm), from);
    var own = new NaiveRhythm(pair.own().unit(), pair.own().count(), first, rhythm.dayOfMonth());
    String what = pair + " from " + start + " on " + today + " anchor " + anchor;
    assertThat(told(member, own.boundary(3))).as(what).isEqualTo(expected(alone, from, first, own));
    for (int i = 0; i <= 3; i++) {
      LocalDate date = own.boundary(i);
      assertThat(notBefore(NaiveRhythm.like(rhythm), date))
          .as("a group date: " + what)
          .isEqualTo(date);
    }
    leave(what, Members.granted(verdict).after(), alone, member, first, own);
  }

  /** What is paid up to {@code from} as it was, then the days up to the group date, then whole. */
  private static List<String> expected(
      Subscription alone, LocalDate from, LocalDate first, NaiveRhythm own) {
    List<String> expected = new ArrayList<>(told(alone, from));
    long price = alone.terms().price().total();
    if (from.isBefore(first)) {
      LocalDate start = own.boundary(-1);
      long days = ChronoUnit.DAYS.between(start, first);
      long missed = ChronoUnit.DAYS.between(start, from);
      expected.add(from + "/" + first + " " + (price - part(price, missed, days)));
    }
    for (int i = 0; i < 3; i++) {
      expected.add(own.boundary(i) + "/" + own.boundary(i + 1) + " " + price);
    }
    return expected;
  }

  private static long part(long price, long days, long of) {
    return BigDecimal.valueOf(price * days)
        .divide(BigDecimal.valueOf(of), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static void leave(
      String what,
      Group group,
      Subscription alone,
      Subscription member,
      LocalDate first,
      NaiveRhythm own) {
    LocalDate joinedOn = group.formedOn();
    for (var then : GroupRequest.RhythmThen.values()) {
      Subscription paid = Members.billedOn(Members.billedOn(member, joinedOn), first);
      Subscription left = left(group, paid, first.plusDays(1), then);
      LocalDate after = own.boundary(1);
      var old =
          NaiveRhythm.at(alone.terms().unit(), alone.terms().count(), alone.terms().startDate());
      NaiveRhythm goesOn = then == GroupRequest.RhythmThen.KEEP ? own : old;
      assertThat(told(left, after)).as(what).isEqualTo(told(member, after));
      LocalDate next = notBefore(goesOn, after);
      LocalDate begins = after.equals(next) ? after(goesOn, after) : next;
      assertThat(boundaries(left, after, begins)).as(then + " " + what).contains(begins);
      assertThat(left.groupId()).isNull();
    }
    Subscription undone =
        left(group, Members.billedOn(member, joinedOn), joinedOn, GroupRequest.RhythmThen.RESTORE);
    assertThat(undone.changes()).as("undone: " + what).isEqualTo(alone.changes());
    if (joinedOn.getDayOfMonth() == 13) {
      Agreement.check(member.terms(), member.changes(), first.plusDays(200));
    }
  }

  private static Subscription left(
      Group group, Subscription member, LocalDate today, GroupRequest.RhythmThen then) {
    var leave = new GroupRequest.Leave("sub_1", then);
    return Members.only(Members.ask(group, List.of(member), List.of(), today, leave));
  }

  /** The dates on which nominal periods begin, up to one after {@code until}. */
  private static List<LocalDate> boundaries(Subscription some, LocalDate from, LocalDate until) {
    return some.timeline()
        .periodsFrom(from)
        .takeWhile(period -> !period.firstDate().isAfter(until))
        .map(period -> period.to())
        .toList();
  }

  private static List<String> told(Subscription some, LocalDate until) {
    return some.segments(until).stream().map(InStepTest::told).toList();
  }

  private static String told(Segment segment) {
    return segment.period().from() + "/" + segment.period().to() + " " + segment.amount();
  }

  private static LocalDate after(NaiveRhythm rhythm, LocalDate date) {
    return rhythm.boundary(rhythm.indexAt(date) + 1);
  }

  private static LocalDate notBefore(NaiveRhythm rhythm, LocalDate date) {
    LocalDate start = rhythm.boundary(rhythm.indexAt(date));
    return start.equals(date) ? start : after(rhythm, date);
  }
}
