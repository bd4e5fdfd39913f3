package dev.takt.workflows.subscription;

import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.TermsChange;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The words that the stories are told in: a plan of 310.00 a month, renewed on the 1st. */
final class Stories {
  static final Price PRICE = new Price("pln_1", "Plan", 31_000, 1, "25", true);
  static final Terms IN_ADVANCE = monthly(day("2026-01-01"), BillingTiming.IN_ADVANCE);
  static final Terms IN_ARREARS = monthly(day("2026-01-01"), BillingTiming.IN_ARREARS);

  private Stories() {}

  static LocalDate day(String date) {
    return LocalDate.parse(date);
  }

  static Terms monthly(LocalDate start, BillingTiming billing) {
    return new Terms(start, RhythmUnit.MONTH, 1, null, billing, 0, PRICE);
  }

  /** From 11 March to 21 April, as in all worked examples. */
  static Request.PlanPause pause(AfterPause after, PauseSettlement settlement) {
    return pause("2026-03-11", "2026-04-21", after, settlement);
  }

  static Request.PlanPause pause(
      String from, @Nullable String to, AfterPause after, PauseSettlement settlement) {
    return new Request.PlanPause(
        "pau_" + from, day(from), to == null ? null : day(to), after, settlement, null);
  }

  static Request.Cancel cancel(Cancellation.When when, Cancellation.Settlement settlement) {
    return new Request.Cancel(
        when, null, settlement, Cancellation.Receivables.CONTINUE_DUNNING, null, false);
  }

  static Request.Cancel cancelTo(String date, Cancellation.Settlement settlement) {
    return new Request.Cancel(
        Cancellation.When.ON_DATE,
        day(date),
        settlement,
        Cancellation.Receivables.CONTINUE_DUNNING,
        null,
        false);
  }

  static Request.ChangeTerms price(long price) {
    return new Request.ChangeTerms(
        "chg_" + price, TermsChange.When.NEXT_PERIOD, null, price, null, null);
  }

  static Request.ChangeTerms priceOn(String date, long price) {
    return new Request.ChangeTerms(
        "chg_" + price, TermsChange.When.ON_DATE, day(date), price, null, null);
  }

  static Request.ChangeTerms quantity(int quantity) {
    return new Request.ChangeTerms(
        "chg_q" + quantity, TermsChange.When.NEXT_PERIOD, null, null, quantity, null);
  }

  static TermsChange.Plan plan(RhythmUnit unit, int count, long price) {
    return new TermsChange.Plan("pln_2", "Other", unit, count, price, "25", true);
  }

  static Request.ChangeTerms planOn(@Nullable String date, TermsChange.Plan plan) {
    return new Request.ChangeTerms(
        "chg_plan",
        date == null ? TermsChange.When.NEXT_PERIOD : TermsChange.When.ON_DATE,
        date == null ? null : day(date),
        null,
        null,
        plan);
  }
}
