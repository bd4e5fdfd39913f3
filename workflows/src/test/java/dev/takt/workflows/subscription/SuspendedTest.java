package dev.takt.workflows.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Segment;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.WithheldService;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A suspension withholds service and changes nothing else: each stretch is told once. */
class SuspendedTest {
  private static final LocalDate START = LocalDate.of(2026, 2, 1);
  private static final LocalDate UNTIL = LocalDate.of(2026, 8, 1);

  private static Subscription subscription(int trialDays) {
    return Subscription.signedUp(
        new Identity("mer_1", false, "sub_1", "cus_1", null),
        new BillingSchedule(ZoneId.of("Europe/Copenhagen"), LocalTime.MIDNIGHT),
        "DKK",
        new CollectionMethod(CollectionMethod.Means.CARD, 0, null),
        new Terms(
            START,
            RhythmUnit.MONTH,
            1,
            null,
            BillingTiming.IN_ADVANCE,
            trialDays,
            new Price("pln_1", "News", 31_000, 1, "25", true)),
        null,
        null,
        null);
  }

  private static Subscription asked(Subscription subscription, Request request, LocalDate today) {
    Command command = new Command(today + request.toString(), "test", null, null, request);
    return subscription.accept(command, today.atTime(12, 0).toInstant(ZoneOffset.UTC))
            instanceof Verdict.Accepted(Subscription after)
        ? after
        : subscription;
  }

  @Test
  void twoDebtsThatOverlapWithholdOneStretch() {
    Subscription one =
        asked(subscription(0), new Request.Suspend("inv_1"), LocalDate.of(2026, 3, 10));
    Subscription both = asked(one, new Request.Suspend("inv_2"), LocalDate.of(2026, 3, 20));
    Subscription restored = asked(both, new Request.Restore("inv_1"), LocalDate.of(2026, 4, 11));

    assertThat(both.segments(UNTIL)).isEqualTo(one.segments(UNTIL));
    assertThat(restored.segments(UNTIL)).isEqualTo(one.segments(UNTIL));
    assertThat(asked(restored, new Request.Restore("inv_2"), LocalDate.of(2026, 5, 6)))
        .extracting(paid -> WithheldService.of(paid.changes().suspensions()))
        .isEqualTo(
            List.of(new WithheldService(LocalDate.of(2026, 3, 10), LocalDate.of(2026, 5, 6))));
    assertThat(one.segments(UNTIL))
        .filteredOn(segment -> segment.kind() == Segment.Kind.SUSPENDED)
        .extracting(Segment::amount)
        .startsWith(22_000L, 31_000L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void theTimelineIsTheSameButForTheServiceThatIsWithheld(int seed) {
    Random random = new Random(seed);
    for (int life = 0; life < 50; life++) {
      Subscription plain = subscription(random.nextInt(3) * 20);
      LocalDate from = START.plusDays(random.nextInt(120));
      if (random.nextBoolean()) {
        plain =
            asked(
                plain,
                new Request.PlanPause(
                    "pau_1",
                    from,
                    from.plusDays(1 + random.nextInt(40)),
                    AfterPause.KEEP_DATES,
                    PauseSettlement.BALANCE,
                    null),
                START);
      }
      Subscription suspended = plain;
      LocalDate day = START;
      for (int i = 0; i < 8; i++) {
        day = day.plusDays(random.nextInt(25));
        String debt = "inv_" + random.nextInt(3);
        suspended =
            asked(
                suspended,
                random.nextBoolean() ? new Request.Suspend(debt) : new Request.Restore(debt),
                day);
      }
      mustBeCutOnlyWhereServiceIsWithheld(plain, suspended, "seed " + seed + ", life " + life);
    }
  }

  private static void mustBeCutOnlyWhereServiceIsWithheld(
      Subscription plain, Subscription suspended, String life) {
    List<Segment> pieces = new ArrayList<>(suspended.segments(UNTIL));
    for (Segment whole : plain.segments(UNTIL)) {
      long amount = 0;
      LocalDate at = whole.period().from();
      Segment.Kind before = null;
      while (at.isBefore(whole.period().to())) {
        Segment piece = pieces.removeFirst();
        assertThat(piece.period().from()).as(life).isEqualTo(at);
        assertThat(piece.nominal()).as(life).isEqualTo(whole.nominal());
        assertThat(piece.kind()).as("%s: one stretch at %s", life, at).isNotEqualTo(before);
        mustBeOfItsKind(suspended, whole, piece, life);
        amount += piece.amount();
        at = piece.period().to();
        before = piece.kind();
      }
      assertThat(at).as(life).isEqualTo(whole.period().to());
      assertThat(amount).as(life).isEqualTo(whole.amount());
    }
    assertThat(pieces).as(life).isEmpty();
  }

  private static void mustBeOfItsKind(
      Subscription suspended, Segment whole, Segment piece, String life) {
    for (LocalDate day = piece.period().from();
        day.isBefore(piece.period().to());
        day = day.plusDays(1)) {
      boolean withheld =
          whole.kind() != Segment.Kind.PAUSED && suspended.changes().withholdsOn(day);
      assertThat(piece.kind())
          .as("%s on %s", life, day)
          .isEqualTo(withheld ? Segment.Kind.SUSPENDED : whole.kind());
    }
  }
}
