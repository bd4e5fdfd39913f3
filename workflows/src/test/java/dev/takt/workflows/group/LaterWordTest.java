package dev.takt.workflows.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.subscription.Verdict;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.TermsChange;
import dev.takt.workflows.timeline.Transition;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What random worlds have uncovered, as stories: changes of a rhythm that meet one another. */
class LaterWordTest {
  private static final Rhythm MONTHLY =
      Rhythm.anchoredAt(RhythmUnit.MONTH, 1, LocalDate.of(2026, 3, 1));

  private static LocalDate day(String date) {
    return LocalDate.parse(date);
  }

  private static Subscription asked(Subscription subscription, String today, Request request) {
    var command = new Command("r" + today + request, "key_1", null, null, request);
    Verdict verdict = subscription.accept(command, Members.HOURS.midnightOf(day(today)));
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    return ((Verdict.Accepted) verdict).after();
  }

  private static Request plan(RhythmUnit unit, int count, TermsChange.When when, String date) {
    return new Request.ChangeTerms(
        "chg_1",
        when,
        when == TermsChange.When.ON_DATE ? day(date) : null,
        null,
        null,
        new TermsChange.Plan("pln_2", "Bladet", unit, count, 36_500, "25", true));
  }

  private static Subscription joined(Group group, Subscription alone, String today) {
    var join = new GroupRequest.Join(List.of("sub_1"), Transition.AT_START);
    return Members.only(Members.ask(group, List.of(), List.of(alone), day(today), join));
  }

  private static Subscription left(
      Group group, Subscription member, String today, GroupRequest.RhythmThen then) {
    var leave = new GroupRequest.Leave("sub_1", then);
    return Members.only(Members.ask(group, List.of(member), List.of(), day(today), leave));
  }

  private static List<String> periods(Subscription some, String from, int limit) {
    return some.timeline()
        .periodsFrom(day(from))
        .limit(limit)
        .map(period -> period.firstDate() + "/" + period.to())
        .toList();
  }

  /** Its short period of the year [2025-03-01, 2026-03-01) comes after a month of February 2026. */
  @Test
  void aShortPartOfAYearAfterAMonthIsBilledOnceAndEarned() {
    Subscription paper = Members.monthly("sub_1", day("2025-12-06"));
    paper = Members.billedOn(Members.billedOn(paper, day("2025-12-06")), day("2026-01-06"));
    paper = asked(paper, "2026-01-07", plan(RhythmUnit.YEAR, 1, TermsChange.When.NEXT_PERIOD, ""));
    paper = joined(Members.group(MONTHLY, day("2026-01-08")), paper, "2026-01-08");
    paper = Members.billedOn(Members.billedOn(paper, day("2026-02-06")), day("2026-03-01"));

    assertThat(periods(paper, "2026-01-06", 3))
        .containsExactly("2026-01-06/2026-02-06", "2026-02-06/2026-03-01", "2026-03-01/2027-03-01");
    for (String later : List.of("2026-03-01", "2026-03-02", "2026-07-01", "2027-02-28")) {
      assertThat(paper.billOn(day(later)).lines()).as(later).isEmpty();
    }
    assertThat(paper.timeline().period(day("2025-03-01"), 365)).isPresent();
  }

  @Test
  void aPlanThatIsAskedForAfterLeavingKeepsItsInterval() {
    Subscription paper = Members.of(RhythmUnit.MONTH, 2, day("2026-01-03"));
    paper = Members.billedOn(paper, day("2026-01-03"));
    Group group = Members.group(MONTHLY, day("2026-01-09"));
    paper =
        left(group, joined(group, paper, "2026-01-09"), "2026-02-04", GroupRequest.RhythmThen.KEEP);
    assertThat(periods(paper, "2026-01-03", 2))
        .containsExactly("2026-01-03/2026-03-03", "2026-03-03/2026-04-01");

    paper = asked(paper, "2026-02-11", plan(RhythmUnit.MONTH, 1, TermsChange.When.NEXT_PERIOD, ""));
    assertThat(periods(paper, "2026-01-03", 3))
        .containsExactly("2026-01-03/2026-03-03", "2026-03-03/2026-04-03", "2026-04-03/2026-05-03");
  }

  @Test
  void aPauseThatMovesTheDatesAfterLeavingAnchorsThem() {
    Subscription paper = Members.monthly("sub_1", day("2026-01-20"));
    paper = Members.billedOn(paper, day("2026-01-20"));
    Group group = Members.group(MONTHLY, day("2026-01-25"));
    paper =
        left(group, joined(group, paper, "2026-01-25"), "2026-02-01", GroupRequest.RhythmThen.KEEP);
    for (AfterPause after : List.of(AfterPause.RESTART, AfterPause.EXTEND)) {
      var pause =
          new Request.PlanPause(
              "pau_1", day("2026-02-10"), day("2026-02-15"), after, PauseSettlement.BALANCE, null);
      Subscription paused = asked(paper, "2026-02-02", pause);
      LocalDate next = after == AfterPause.RESTART ? day("2026-03-15") : day("2026-02-25");
      assertThat(paused.timeline().rhythmAfter(day("2026-02-20")).periodAt(next).from())
          .as(after + " is the last word")
          .isEqualTo(next);
    }
  }

  @Test
  void aPlanThatIsChangedInTheTrialKeepsTheDayThatWasAgreedTo() {
    Terms monthly = Members.terms(RhythmUnit.MONTH, 1, day("2026-02-01"));
    var terms =
        new Terms(
            monthly.startDate(),
            RhythmUnit.MONTH,
            1,
            27,
            BillingTiming.IN_ADVANCE,
            20,
            monthly.price());
    Subscription paper = Members.of("sub_1", terms, "cus_1", "DKK", Members.CARD);
    paper =
        asked(
            paper, "2026-02-02", plan(RhythmUnit.MONTH, 3, TermsChange.When.ON_DATE, "2026-02-10"));
    assertThat(periods(paper, "2026-02-21", 2))
        .containsExactly("2026-02-21/2026-02-27", "2026-02-27/2026-05-27");
  }
}
