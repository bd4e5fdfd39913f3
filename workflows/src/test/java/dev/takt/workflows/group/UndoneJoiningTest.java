package dev.takt.workflows.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.subscription.Agenda;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.Fact;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Step;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.subscription.Verdict;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.Transition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A small world, all of it: joined and left with RESTORE on any days around the start, with and
 * without a trial and a pause. Where nothing was billed that its twin, which never joined, is not
 * billed too, the two pay the same lines for ever.
 */
class UndoneJoiningTest {
  private static final LocalDate START = LocalDate.of(2026, 1, 10);
  private static final Rhythm GROUP =
      Rhythm.anchoredAt(RhythmUnit.MONTH, 1, LocalDate.of(2026, 3, 1));
  private static int undone;

  /**
   * What is agreed to.
   *
   * @param paused how many days after the start a pause of ten days begins, or null
   */
  record Case(
      BillingTiming billing, Transition transition, int trialDays, @Nullable Integer paused) {}

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (BillingTiming billing : BillingTiming.values()) {
      for (Transition transition : Transition.values()) {
        for (int trial : List.of(0, 14)) {
          cases.add(new Case(billing, transition, trial, null));
          for (int paused : List.of(0, 3, 25)) {
            cases.add(new Case(billing, transition, trial, paused));
          }
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void asIfItNeverWas(Case one) {
    for (int joined = -7; joined <= 40; joined += 4) {
      for (int left = joined; left <= joined + 45; left += 6) {
        leave(one, START.plusDays(joined), START.plusDays(left));
      }
    }
  }

  @AfterAll
  static void thatWasNoRareThing() {
    assertThat(undone).isGreaterThan(500);
  }

  private static void leave(Case one, LocalDate joinedOn, LocalDate leftOn) {
    LocalDate last = leftOn.plusDays(70);
    var twin = new Lived(subscription(one));
    twin.until(last);
    var member = new Lived(subscription(one));
    member.until(joinedOn.minusDays(1));
    Group group = Members.group(GROUP, joinedOn);
    GroupVerdict.Accepted joining =
        Members.granted(
            Members.ask(
                group,
                List.of(),
                List.of(member.state),
                joinedOn,
                new GroupRequest.Join(List.of("sub_1"), one.transition())));
    member.state = joining.members().getFirst().after();
    member.until(leftOn.minusDays(1));
    boolean nothingBilled = twin.lines.containsAll(member.lines);
    member.state =
        Members.only(
            Members.ask(
                joining.after(),
                List.of(member.state),
                List.of(),
                leftOn,
                new GroupRequest.Leave("sub_1", GroupRequest.RhythmThen.RESTORE)));
    member.until(last);
    if (nothingBilled) {
      assertThat(member.lines)
          .as(one + ", joined on " + joinedOn + ", left on " + leftOn)
          .containsExactlyInAnyOrderElementsOf(twin.lines);
      undone++;
    }
  }

  private static Subscription subscription(Case one) {
    Terms terms =
        new Terms(
            START,
            RhythmUnit.MONTH,
            1,
            null,
            one.billing(),
            one.trialDays(),
            new Price("pln_1", "Avisen", 31_000, 1, "25", true));
    Subscription alone = Members.of("sub_1", terms, "cus_1", "DKK", Members.CARD);
    return one.paused() == null ? alone : paused(alone, START.plusDays(one.paused()));
  }

  private static Subscription paused(Subscription subscription, LocalDate from) {
    var pause =
        new Request.PlanPause(
            "pau_1", from, from.plusDays(10), AfterPause.KEEP_DATES, PauseSettlement.BALANCE, null);
    var command = new Command("pause", "key_1", null, null, pause);
    Verdict verdict = subscription.accept(command, Members.HOURS.midnightOf(START.minusDays(20)));
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    return ((Verdict.Accepted) verdict).after();
  }

  /** A subscription day by day, and what it was billed: "from/to amount". */
  private static final class Lived {
    private final List<String> lines = new ArrayList<>();
    private Subscription state;
    private LocalDate today = START.minusDays(20);
    private @Nullable Subscription asked;
    private Step.@Nullable Dated next;

    Lived(Subscription state) {
      this.state = state;
    }

    /** Up to the end of a day. */
    void until(LocalDate date) {
      while (today.isBefore(date)) {
        today = today.plusDays(1);
        ownSteps();
        if (state.groupId() != null && GROUP.periodAt(today).from().equals(today)) {
          state = state.after(new Fact.Billed(today, noted(state.billOn(today)), null));
        }
      }
    }

    private void ownSteps() {
      Step.Dated step = nextStep();
      while (step != null && !step.on().isAfter(today)) {
        state = state.after(fact(step));
        step = nextStep();
      }
    }

    /** The same until the state is another. */
    private Step.@Nullable Dated nextStep() {
      if (!state.equals(asked)) {
        asked = state;
        next = Agenda.nextEvent(state);
      }
      return next;
    }

    private Fact fact(Step.Dated step) {
      return switch (step) {
        case Step.Activate(var on) -> new Fact.Activated(on);
        case Step.EndTrial(var on) -> new Fact.TrialEnded(on);
        case Step.StartPause(var on, var id) -> new Fact.PauseStarted(on, id, List.of(), List.of());
        case Step.EndDiscount end ->
            new Fact.DiscountEnded(end.on(), end.discountId(), end.endsOn());
        case Step.Resume(var on, var id) -> new Fact.Resumed(on, id);
        case Step.BillCharge(var on, var id) ->
            Fact.Billed.elsewhere(on, noted(state.billOfCharge(id, on)), List.of(id));
        case Step.Bill(var on) -> new Fact.Billed(on, noted(state.ownBillOn(on)), null);
        case Step.End end -> throw new AssertionError("nothing ends here: " + end);
      };
    }

    private List<BilledLine> noted(Bill bill) {
      bill.lines().forEach(line -> lines.add(line.servicePeriod() + " " + line.amount()));
      return bill.lines().stream().map(line -> line.billedBy("inv_" + today)).toList();
    }
  }
}
