package dev.takt.workflows.subscription;

import static dev.takt.workflows.subscription.Stories.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.ListPrice;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.TermsChange;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a plan's new price reaches a subscription that renews on the 1st. */
class PlanPriceChangeTest {
  private static final LocalDate TODAY = day("2026-03-05");

  private static Subscription subscription() {
    return Subscription.signedUp(
        new Identity("mer_1", false, "sub_1", "cus_1", null),
        new BillingSchedule(ZoneId.of("Europe/Copenhagen"), LocalTime.MIDNIGHT),
        "DKK",
        new CollectionMethod(CollectionMethod.Means.CARD, 0, null),
        Stories.IN_ADVANCE,
        null,
        null,
        null);
  }

  private static PlanPriceChange price(String from, boolean onDate, int noticeDays) {
    return new PlanPriceChange("prc_1", "pln_1", 35_000, day(from), onDate, noticeDays, null);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-04-01, false, 0,  2026-04-01",
    "2026-03-05, false, 0,  2026-04-01",
    "2025-01-01, false, 0,  2026-04-01",
    "2026-04-02, false, 0,  2026-05-01",
    "2026-04-01, false, 27, 2026-04-01",
    "2026-04-01, false, 28, 2026-05-01",
    "2026-04-10, true,  0,  2026-04-10",
    "2026-03-01, true,  0,  2026-03-05",
    "2026-03-10, true,  30, 2026-04-04"
  })
  void notBeforeTheDateNorBeforeTheNoticeIsOver(
      String effectiveFrom, boolean onDate, int noticeDays, String from) {
    var reach = price(effectiveFrom, onDate, noticeDays).on(subscription(), TODAY).orElseThrow();
    assertThat(reach.from()).isEqualTo(day(from));
    assertThat(reach.before().unitPrice()).isEqualTo(31_000);
    assertThat(reach.after().unitPrice()).isEqualTo(35_000);
    assertThat(reach.request().id()).isEqualTo("prc_1/sub_1");
  }

  @Test
  void aPauseThatBringsThePeriodForwardDoesNotShortenTheNotice() {
    var reach = price("2026-04-01", false, 20).on(subscription(), TODAY).orElseThrow();
    Subscription reached = accepted(subscription(), reach.request());
    Subscription paused =
        accepted(
            reached,
            Stories.pause("2026-03-06", "2026-03-08", AfterPause.RESTART, PauseSettlement.BALANCE));
    assertThat(paused.segments(day("2026-05-01")))
        .filteredOn(segment -> segment.price() != null && segment.price().unitPrice() == 35_000)
        .allMatch(segment -> !segment.period().from().isBefore(day("2026-04-01")));
  }

  @Test
  void whoeverHasItOrIsOnAnotherPlanIsNotAsked() {
    assertThat(
            new PlanPriceChange("prc_1", "pln_1", 31_000, TODAY, true, 0, null)
                .on(subscription(), TODAY))
        .isEmpty();
    assertThat(
            new PlanPriceChange("prc_1", "pln_2", 35_000, TODAY, true, 0, null)
                .on(subscription(), TODAY))
        .isEmpty();
  }

  /** Who is to come onto the plan has its price from that day on, announced before or after. */
  @ParameterizedTest
  @CsvSource({"true, 2026-03-10", "false, 2026-03-10", "true, 2026-05-11", "false, 2026-05-11"})
  void whoeverIsToComeOntoThePlanIsAskedToo(boolean onDate, String effectiveFrom) {
    Subscription changing =
        accepted(
            subscription(),
            Stories.planOn("2026-04-10", Stories.plan(RhythmUnit.MONTH, 1, 20_000)));
    var price = new PlanPriceChange("prc_1", "pln_2", 25_000, day(effectiveFrom), onDate, 0, null);
    LocalDate from = price.on(changing, TODAY).orElseThrow().from();
    LocalDate before = day(effectiveFrom).isBefore(day("2026-04-10")) ? day("2026-04-10") : null;
    assertThat(from)
        .isEqualTo(before != null ? before : onDate ? day("2026-05-11") : day("2026-06-01"));
  }

  @Test
  void whoeverKnowsThePriceFromComingOntoThePlanIsLeftAlone() {
    var known = new ListPrice(day("2026-05-01"), 25_000, ListPrice.Reach.NEXT_PERIOD);
    var plan =
        new TermsChange.Plan(
            "pln_2", "Other", RhythmUnit.MONTH, 1, 20_000, "25", true, List.of(known));
    Subscription changing = accepted(subscription(), Stories.planOn("2026-04-10", plan));
    assertThat(
            new PlanPriceChange("prc_1", "pln_2", 25_000, day("2026-05-01"), false, 0, null)
                .on(changing, TODAY))
        .isEmpty();
  }

  @Test
  void whoeverHasGrantedItSaysWhatItGranted() {
    PlanPriceChange price = price("2026-03-10", true, 30);
    var first = price.on(subscription(), TODAY).orElseThrow();
    Subscription reached = accepted(subscription(), first.request());
    assertThat(price.isIn(reached)).isTrue();
    var again = price.on(reached, TODAY.plusDays(1)).orElseThrow();
    assertThat(again.from()).isEqualTo(first.from());
    assertThat(again.before()).isEqualTo(first.before());
  }

  private static Subscription accepted(Subscription subscription, Request request) {
    var command = new Command(request.toString(), "test", null, null, request);
    var at = TODAY.atTime(12, 0).atZone(ZoneId.of("Europe/Copenhagen")).toInstant();
    return switch (subscription.accept(command, at)) {
      case Verdict.Accepted(Subscription after) -> after;
      case Verdict.Refused(Refusal refusal) -> throw new AssertionError(refusal.detail());
    };
  }
}
