package dev.takt.workflows.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.TermsChange;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is refused whichever way it comes, with the field that it is about. */
class AcceptanceTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-03-05");

  private final Subscription subscription = Life.of(Stories.IN_ADVANCE).until(TODAY).subscription();

  @Test
  void anEndInThePast() {
    assertThat(refusal(cancel(Cancellation.When.ON_DATE, TODAY.minusDays(1))))
        .isEqualTo("422 end_in_the_past /date");
    assertThat(refusal(cancel(Cancellation.When.ON_DATE, TODAY))).isEqualTo("granted");
  }

  @Test
  void aDateThatIsMissingOrNotWanted() {
    assertThat(refusal(cancel(Cancellation.When.ON_DATE, null))).isEqualTo("422 invalid /date");
    assertThat(refusal(cancel(Cancellation.When.IMMEDIATELY, TODAY)))
        .isEqualTo("422 invalid /date");
    assertThat(refusal(change(TermsChange.When.ON_DATE, null, 100L, null)))
        .isEqualTo("422 invalid /date");
    assertThat(refusal(change(TermsChange.When.NEXT_PERIOD, TODAY, 100L, null)))
        .isEqualTo("422 invalid /date");
    assertThat(refusal(change(TermsChange.When.ON_DATE, TODAY.minusDays(1), 100L, null)))
        .isEqualTo("422 date_in_the_past /date");
  }

  @Test
  void notExactlyOneChange() {
    assertThat(refusal(change(null, null, null, null))).isEqualTo("422 invalid ");
    assertThat(refusal(change(null, null, 100L, 2))).isEqualTo("422 invalid ");
    assertThat(refusal(change(null, null, 100L, null))).isEqualTo("granted");
  }

  @Test
  void whatCannotBeComputedWith() {
    assertThat(refusal(change(null, null, -1L, null))).isEqualTo("422 out_of_range /price");
    assertThat(refusal(change(null, null, Limits.LARGEST_AMOUNT + 1, null)))
        .isEqualTo("422 out_of_range /price");
    assertThat(refusal(change(null, null, null, 0))).isEqualTo("422 out_of_range /quantity");
    assertThat(refusal(cancel(Cancellation.When.ON_DATE, LocalDate.parse("2201-01-01"))))
        .isEqualTo("422 out_of_range null");
  }

  @Test
  void aPauseThatEndsBeforeItStarts() {
    assertThat(refusal(pause(TODAY, TODAY))).isEqualTo("422 invalid /to");
    assertThat(refusal(pause(TODAY, TODAY.plusDays(1)))).isEqualTo("granted");
  }

  /** What is left out means the same over REST and in a signal. */
  @Test
  void defaults() {
    assertThat(pause(TODAY, null))
        .isEqualTo(
            new Request.PlanPause(
                "p", TODAY, null, AfterPause.KEEP_DATES, PauseSettlement.BALANCE, null));
    assertThat(cancel(Cancellation.When.IMMEDIATELY, null))
        .isEqualTo(
            new Request.Cancel(
                Cancellation.When.IMMEDIATELY,
                null,
                Cancellation.Settlement.REFUND,
                Cancellation.Receivables.CONTINUE_DUNNING,
                null,
                false));
    assertThat(change(null, null, 100L, null))
        .extracting(Request.ChangeTerms::when)
        .isEqualTo(TermsChange.When.NEXT_PERIOD);
  }

  private static Request.PlanPause pause(LocalDate from, @Nullable LocalDate to) {
    return Request.PlanPause.asked("p", from, to, null, null, null);
  }

  private static Request.Cancel cancel(Cancellation.When when, @Nullable LocalDate date) {
    return Request.Cancel.asked(when, date, null, null, null, null);
  }

  private static Request.ChangeTerms change(
      TermsChange.@Nullable When when,
      @Nullable LocalDate date,
      @Nullable Long price,
      @Nullable Integer quantity) {
    return Request.ChangeTerms.asked("c", when, date, price, quantity, null, null);
  }

  private String refusal(Request request) {
    var now = subscription.hours().midnightOf(TODAY);
    return switch (subscription.accept(Life.command("r", request), now)) {
      case Verdict.Accepted _ -> "granted";
      case Verdict.Refused(Refusal refusal) ->
          refusal.status() + " " + refusal.code() + " " + refusal.pointer();
    };
  }
}
