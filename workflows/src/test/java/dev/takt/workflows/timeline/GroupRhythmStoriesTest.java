package dev.takt.workflows.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three subscriptions of one customer that take up one rhythm on 1 March 2026, and give it up. */
class GroupRhythmStoriesTest {
  private static final Rhythm GROUP =
      Rhythm.anchoredAt(RhythmUnit.MONTH, 1, LocalDate.of(2026, 3, 1));
  private static final Terms A = member(5, 20_000);
  private static final Terms B = member(12, 10_000);
  private static final Terms C = member(20, 30_000);

  @Test
  void theTransitionalPeriodCostsItsDaysOfTheGroupsPeriod() {
    assertThat(told(A, joined()))
        .contains("2026-02-05/2026-03-01 17143", "2026-03-01/2026-04-01 20000");
    assertThat(told(B, joined()))
        .contains("2026-02-12/2026-03-01 6071", "2026-03-01/2026-04-01 10000");
    assertThat(told(C, joined()))
        .contains("2026-02-20/2026-03-01 9643", "2026-03-01/2026-04-01 30000");
  }

  @Test
  void aNewSubscriptionFollowsTheGroupFromItsStart() {
    Changes changes =
        Changes.NONE.withRhythms(
            List.of(new RhythmChange("r1", LocalDate.of(2026, 1, 2), GROUP, null)));
    assertThat(told(A, changes))
        .startsWith("2026-01-05/2026-02-01 17419", "2026-02-01/2026-03-01 20000");
  }

  @Test
  void dissolvedWithItsOwnDatesRestored() {
    Changes changes = leftWith(Rhythm.anchoredAt(RhythmUnit.MONTH, 1, A.startDate()));
    assertThat(told(A, changes))
        .contains(
            "2026-05-01/2026-06-01 20000",
            "2026-06-01/2026-06-05 2581",
            "2026-06-05/2026-07-05 20000");
  }

  @Test
  void dissolvedWithTheRhythmKept() {
    assertThat(told(A, joined())).contains("2026-06-01/2026-07-01 20000");
  }

  @Test
  void theReckoningAgrees() {
    LocalDate until = LocalDate.of(2027, 3, 1);
    for (Terms member : List.of(A, B, C)) {
      Agreement.check(member, joined(), until);
      Agreement.check(
          member, leftWith(Rhythm.anchoredAt(RhythmUnit.MONTH, 1, member.startDate())), until);
    }
  }

  private static Changes joined() {
    return Changes.NONE.withRhythms(
        List.of(new RhythmChange("r1", LocalDate.of(2026, 2, 1), GROUP, null)));
  }

  private static Changes leftWith(Rhythm own) {
    return Changes.NONE.withRhythms(
        List.of(
            new RhythmChange("r1", LocalDate.of(2026, 2, 1), GROUP, null),
            new RhythmChange("r2", LocalDate.of(2026, 5, 10), own, null)));
  }

  private static Terms member(int dayOfJanuary, long price) {
    return new Terms(
        LocalDate.of(2026, 1, dayOfJanuary),
        RhythmUnit.MONTH,
        1,
        null,
        BillingTiming.IN_ADVANCE,
        0,
        new Price("pln_1", "Plan", price, 1, "25", true));
  }

  private static List<String> told(Terms terms, Changes changes) {
    return Timeline.of(terms, changes)
        .segments(LocalDate.of(2026, 9, 1), List.of(), terms.startDate())
        .stream()
        .map(
            segment ->
                segment.period().from() + "/" + segment.period().to() + " " + segment.amount())
        .toList();
  }
}
