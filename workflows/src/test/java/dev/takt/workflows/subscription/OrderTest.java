package dev.takt.workflows.subscription;

import static dev.takt.workflows.subscription.Stories.IN_ADVANCE;
import static dev.takt.workflows.subscription.Stories.cancel;
import static dev.takt.workflows.subscription.Stories.cancelTo;
import static dev.takt.workflows.subscription.Stories.day;
import static dev.takt.workflows.subscription.Stories.pause;
import static dev.takt.workflows.subscription.Stories.plan;
import static dev.takt.workflows.subscription.Stories.planOn;
import static dev.takt.workflows.subscription.Stories.price;
import static dev.takt.workflows.subscription.Stories.priceOn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Cancellation.Settlement;
import dev.takt.workflows.timeline.Cancellation.When;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Segment;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order one asks makes no difference, and a preview leaves no trace. */
class OrderTest {
  private static final LocalDate FAR = day("2027-06-01");

  /** At most one of each list: those within a list speak of the same thing. */
  private static final List<List<Request>> WISHES =
      List.of(
          List.of(
              pause("2026-03-11", "2026-04-21", AfterPause.KEEP_DATES, PauseSettlement.BALANCE),
              pause("2026-04-01", "2026-04-21", AfterPause.EXTEND, PauseSettlement.BALANCE),
              pause("2026-03-11", null, AfterPause.KEEP_DATES, PauseSettlement.REFUND),
              pause("2026-03-11", "2026-04-21", AfterPause.RESTART, PauseSettlement.NONE)),
          List.of(
              pause("2026-03-07", "2026-03-11", AfterPause.EXTEND, PauseSettlement.NONE),
              pause("2026-03-08", "2026-03-10", AfterPause.RESTART, PauseSettlement.BALANCE)),
          List.of(
              cancel(When.END_OF_PERIOD, Settlement.REFUND),
              cancelTo("2026-03-20", Settlement.BALANCE),
              cancelTo("2026-06-15", Settlement.NONE)),
          List.of(
              price(62_000),
              priceOn("2026-04-10", 62_000),
              planOn(null, plan(RhythmUnit.WEEK, 2, 15_000)),
              planOn("2026-03-25", plan(RhythmUnit.YEAR, 1, 300_000))));

  @Test
  void anyTwoInEitherOrderGiveTheSameTimeline() {
    int pairs = 0;
    for (int i = 0; i < WISHES.size(); i++) {
      for (int j = i + 1; j < WISHES.size(); j++) {
        for (Request one : WISHES.get(i)) {
          for (Request other : WISHES.get(j)) {
            assertThat(after(one, other)).as(one + " and " + other).isEqualTo(after(other, one));
            pairs++;
          }
        }
      }
    }
    assertThat(pairs).isEqualTo(62);
  }

  @Test
  void allFourInEveryOrderGiveTheSameTimeline() {
    for (Request first : WISHES.get(0)) {
      for (Request second : WISHES.get(1)) {
        for (Request end : WISHES.get(2)) {
          for (Request terms : WISHES.get(3)) {
            List<Segment> expected = after(first, second, end, terms);
            assertThat(after(terms, end, second, first)).isEqualTo(expected);
            assertThat(after(end, first, terms, second)).isEqualTo(expected);
            assertThat(after(second, terms, first, end)).isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void aPreviewShowsWhatWillBeAndChangesNothing() {
    for (Request request : WISHES.stream().flatMap(List::stream).toList()) {
      Life life = Life.of(IN_ADVANCE).until(day("2026-03-05"));
      List<Segment> before = life.subscription().segments(FAR);
      Verdict preview = life.subscription().accept(Life.command("preview", request), life.now());
      assertThat(life.subscription().segments(FAR)).isEqualTo(before);
      life.ask(request);
      assertThat(preview)
          .isInstanceOfSatisfying(
              Verdict.Accepted.class,
              accepted ->
                  assertThat(accepted.after().segments(FAR))
                      .isEqualTo(life.subscription().segments(FAR)));
    }
  }

  @Test
  void aRepeatedRequestChangesNothing() {
    Life life = Life.of(IN_ADVANCE).until(day("2026-03-05"));
    Command command = Life.command("once", pause(AfterPause.KEEP_DATES, PauseSettlement.BALANCE));
    if (life.subscription().accept(command, life.now())
        instanceof Verdict.Accepted(Subscription after)) {
      assertThat(after.accept(command, life.now())).isEqualTo(new Verdict.Accepted(after));
    } else {
      throw new AssertionError("refused: " + command);
    }
  }

  private static List<Segment> after(Request... requests) {
    Life life = Life.of(IN_ADVANCE).until(day("2026-03-05"));
    for (Request request : requests) {
      life.ask(request);
    }
    return life.subscription().segments(FAR);
  }
}
