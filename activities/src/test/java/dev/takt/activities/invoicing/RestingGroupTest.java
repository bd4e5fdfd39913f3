package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.Transition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A group that bills on the 1st, and in which nobody has service on 1 April, in the real books. */
class RestingGroupTest {
  private static final LocalDate JOINED = LocalDate.of(2026, 2, 20);
  private final GroupedWorld world = new GroupedWorld("tok_ok");

  @Test
  void arrearsOfOneThatIsAloneAreBilledWhenItsLastServiceEnds() {
    member(BillingTiming.IN_ARREARS, "2026-03-01", true);
    assertThat(invoicesOf(JOINED))
        .containsExactly("2026-03-21 alone 20000 PAID", "2026-05-01 joint 20667 PAID");
    assertThat(-world.world.balance("revenue", LocalDate.of(2026, 3, 31))).isEqualTo(16_000);
    assertThat(-world.world.balance("revenue")).isEqualTo(16_000 + 16_534);
  }

  @Test
  void withAnotherThatHasServiceTheyAreOnTheJointInvoice() {
    member(BillingTiming.IN_ARREARS, "2026-03-01", true);
    member(BillingTiming.IN_ARREARS, "2026-03-01", false);
    assertThat(invoicesOf(JOINED))
        .containsExactly("2026-04-01 joint 51000 PAID", "2026-05-01 joint 51667 PAID");
  }

  @Test
  void soIsATransitionalPeriodThatWaitsForTheGroupDate() {
    member(BillingTiming.IN_ADVANCE, "2026-03-10", true);
    assertThat(invoicesOf(JOINED))
        .containsExactly("2026-03-21 alone 11000 PAID", "2026-05-01 joint 51667 PAID");
  }

  private void member(BillingTiming billing, String start, boolean paused) {
    Terms terms = Life.terms(world.world, start, 31_000, "25", true);
    var inArrears =
        new Terms(terms.startDate(), terms.unit(), terms.count(), null, billing, 0, terms.price());
    var life = new Life(world.world, world.customer, inArrears, Life.card(), startOf(), one -> one);
    world.lives.add(life);
    if (paused) {
      assertThat(
              life.pause(
                  "2026-03-21", "2026-04-11", AfterPause.KEEP_DATES, PauseSettlement.BALANCE))
          .isNull();
    }
  }

  private static Instant startOf() {
    return GroupedWorld.startOf(JOINED);
  }

  private List<String> invoicesOf(LocalDate formed) {
    Rhythm monthly = Rhythm.anchoredAt(RhythmUnit.MONTH, 1, LocalDate.of(2026, 3, 1));
    world.groups.add(
        GroupLife.of(
            world.world,
            GroupLife.blank(world.lives.getFirst(), monthly, formed),
            world.lives,
            Transition.ON_NEXT_DATE,
            GroupedWorld.startOf(formed),
            world.log));
    world.until(LocalDate.of(2026, 5, 2));
    JournalSums.hold(world.world);
    return world.world.texts(
        """
        select issue_date || case when group_id is null then ' alone ' else ' joint ' end
          || total || ' ' || status
        from invoice where tenant = :tenant order by number
        """);
  }
}
