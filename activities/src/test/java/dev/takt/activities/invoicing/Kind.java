package dev.takt.activities.invoicing;

import dev.takt.activities.records.Ids;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.DiscountDuration;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.PriceReduction;
import dev.takt.workflows.timeline.TermsChange;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of changes, each as it is asked for on 5 March in {@code docs/changes-compose.md}. */
enum Kind {
  PAUSE_KEEP("pause, KEEP_DATES"),
  PAUSE_RESTART("pause, RESTART"),
  PAUSE_EXTEND("pause, EXTEND"),
  END_PAUSE("end the running pause"),
  CANCEL_NOW("cancel IMMEDIATELY"),
  CANCEL_PERIOD("cancel END_OF_PERIOD"),
  CANCEL_DATE("cancel ON_DATE"),
  UNDO("undo the cancellation"),
  PRICE_NEXT("price NEXT_PERIOD"),
  PRICE_DATE("price ON_DATE"),
  QUANTITY("quantity"),
  PLAN("plan"),
  TEMPORARY("temporary price"),
  DISCOUNT("discount"),
  METHOD("payment method");

  private static final Set<Kind> ENDS = Set.of(CANCEL_NOW, CANCEL_PERIOD, CANCEL_DATE, UNDO);

  private final String words;

  Kind(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /**
   * Whether two kinds give the same in either order. They do, unless both say the same thing in
   * different ways: the later word counts. What ends the subscription at once has the last word.
   */
  static boolean commute(Kind one, Kind other) {
    if (one == other || one == CANCEL_NOW || other == CANCEL_NOW) {
      return true;
    }
    return !(ENDS.contains(one) && ENDS.contains(other))
        && !Set.of(one, other).equals(Set.of(PRICE_NEXT, PLAN));
  }

  Request request(Life life) {
    return switch (this) {
      case PAUSE_KEEP -> pause("2026-03-11", "2026-04-21", AfterPause.KEEP_DATES);
      case PAUSE_RESTART -> pause("2026-05-05", "2026-05-16", AfterPause.RESTART);
      case PAUSE_EXTEND -> pause("2026-05-25", "2026-06-05", AfterPause.EXTEND);
      case END_PAUSE ->
          new Request.ChangePause(
              PairedLife.runningPause(life), null, LocalDate.parse("2026-03-08"), false);
      case CANCEL_NOW -> cancel(Cancellation.When.IMMEDIATELY, null);
      case CANCEL_PERIOD -> cancel(Cancellation.When.END_OF_PERIOD, null);
      case CANCEL_DATE -> cancel(Cancellation.When.ON_DATE, LocalDate.parse("2026-06-16"));
      case UNDO -> new Request.UndoCancellation();
      case PRICE_NEXT -> terms(null, 37_200L, null, null);
      case PRICE_DATE -> terms("2026-05-12", 40_300L, null, null);
      case QUANTITY -> terms("2026-06-10", null, 2, null);
      case PLAN -> terms(null, null, null, everyTwoMonths(life));
      case TEMPORARY ->
          new Request.ChangeTerms(
              Ids.next("chg"),
              TermsChange.When.ON_DATE,
              LocalDate.parse("2026-03-16"),
              24_800L,
              null,
              null,
              LocalDate.parse("2026-05-16"),
              null);
      case DISCOUNT ->
          new Request.GrantDiscount(
              Ids.next("dis"),
              new PriceReduction.PercentOff(2_000),
              LocalDate.parse("2026-03-05"),
              new DiscountDuration.ForDays(45, false),
              null,
              null);
      case METHOD -> new Request.ChangePaymentMethod(life.world.addCard(life.customer, "tok_ok"));
    };
  }

  private static Request pause(String from, String to, AfterPause after) {
    return new Request.PlanPause(
        Ids.next("pau"),
        LocalDate.parse(from),
        LocalDate.parse(to),
        after,
        PauseSettlement.BALANCE,
        null);
  }

  private static Request cancel(Cancellation.When when, @Nullable LocalDate date) {
    return new Request.Cancel(
        when,
        date,
        Cancellation.Settlement.REFUND,
        Cancellation.Receivables.CONTINUE_DUNNING,
        null,
        false);
  }

  private static Request terms(
      @Nullable String date,
      @Nullable Long price,
      @Nullable Integer quantity,
      TermsChange.@Nullable Plan plan) {
    return new Request.ChangeTerms(
        Ids.next("chg"),
        date == null ? TermsChange.When.NEXT_PERIOD : TermsChange.When.ON_DATE,
        date == null ? null : LocalDate.parse(date),
        price,
        quantity,
        plan);
  }

  private static TermsChange.Plan everyTwoMonths(Life life) {
    return new TermsChange.Plan(
        life.world.plan(55_800, "25", true), "Avis", RhythmUnit.MONTH, 2, 55_800, "25", true);
  }
}
