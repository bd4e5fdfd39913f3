package dev.takt.workflows.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Terms;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One request makes a bounded number of things, however far it reaches back. */
class ReachTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 4, 20);

  private static Terms terms(RhythmUnit unit, String start) {
    return new Terms(
        LocalDate.parse(start),
        unit,
        1,
        null,
        BillingTiming.IN_ADVANCE,
        0,
        new Price("pln_1", "Avis", 31_000, 1, "25", true));
  }

  private static Subscription signedUp(Terms terms) {
    return Subscription.signedUp(
        new Identity("mer_1", false, "sub_1", "cus_1", null),
        new BillingSchedule(ZoneOffset.UTC, LocalTime.MIDNIGHT),
        "DKK",
        new CollectionMethod(CollectionMethod.Means.INVOICE, 14, null),
        terms,
        null,
        null,
        null);
  }

  @ParameterizedTest
  @CsvSource({
    "MONTH, 2024-04-20, ",
    "MONTH, 2024-04-19, 2024-04-20",
    "MONTH, 1970-01-01, 2024-04-20",
    "YEAR, 2024-04-20, ",
    "WEEK, 2024-04-20, ",
    "DAY, 2025-12-22, ",
    "DAY, 2025-12-21, 2025-12-22",
    "DAY, 1980-01-01, 2025-12-22",
    "DAY, 2026-04-20, ",
    "DAY, 2200-01-01, "
  })
  void aStartIsTwoYearsAndSoManyPeriodsBackAtMost(
      RhythmUnit unit, String start, @Nullable String earliest) {
    Refusal refusal = RequestHorizon.objectionToSignUp(signedUp(terms(unit, start)), TODAY);

    if (refusal == null) {
      assertThat(earliest).as("the earliest start").isNull();
    } else {
      assertThat(refusal.code()).isEqualTo("start_too_early");
      assertThat(refusal.pointer()).isEqualTo("/startDate");
      assertThat(refusal.detail()).contains(String.valueOf(earliest));
    }
  }

  @Test
  void whatIsGrantedMakesOneInvoiceOfSoManyLines() {
    Life life = Life.of(terms(RhythmUnit.DAY, "2025-12-22"), Life.TEST_CLOCK, TODAY);
    life.until(TODAY);

    assertThat(life.documents().invoiced()).hasSize(1);
    assertThat(life.documents().linesOf(TODAY)).hasSize(120);
  }

  private static Request.PlanPause pause(String from, @Nullable String to) {
    return new Request.PlanPause(
        "pau_1",
        LocalDate.parse(from),
        to == null ? null : LocalDate.parse(to),
        AfterPause.KEEP_DATES,
        PauseSettlement.BALANCE,
        null);
  }

  private static @Nullable String refused(Life life, Request request) {
    return life.propose(request) instanceof Verdict.Refused(Refusal refusal)
        ? refusal.code() + " " + refusal.pointer()
        : null;
  }

  @Test
  void aPauseReachesNoFartherBack() {
    Life monthly = Life.of(terms(RhythmUnit.MONTH, "2023-01-01")).until(TODAY);
    assertThat(refused(monthly, pause("2024-04-19", "2024-05-01")))
        .isEqualTo("pause_too_early /from");
    assertThat(refused(monthly, pause("2024-04-20", "2024-05-01"))).isNull();
    Life daily = Life.of(terms(RhythmUnit.DAY, "2025-10-01")).until(TODAY);
    assertThat(refused(daily, pause("2025-12-01", "2025-12-05")))
        .isEqualTo("pause_too_early /from");
    assertThat(refused(daily, pause("2026-01-01", "2026-01-05"))).isNull();
  }

  @Test
  void aPauseIsTenYearsLongAtMostOrOpen() {
    Life life = Life.of(terms(RhythmUnit.DAY, "2026-04-01")).until(TODAY);
    assertThat(refused(life, pause("2026-05-01", "2036-05-02"))).isEqualTo("pause_too_long /to");
    assertThat(refused(life, pause("2026-05-01", "2036-05-01"))).isNull();
  }

  @Test
  void aLongPauseIsEndedAndNotUndone() {
    Life life = Life.of(terms(RhythmUnit.DAY, "2025-10-01")).until(LocalDate.of(2025, 10, 5));
    life.ask(pause("2025-10-06", null)).until(TODAY);

    assertThat(refused(life, new Request.RemovePause("pau_1")))
        .isEqualTo("too_many_periods /pauseId");
    assertThat(
            refused(
                life, new Request.ChangePause("pau_1", null, LocalDate.of(2025, 10, 20), false)))
        .isEqualTo("too_many_periods /to");
    assertThat(refused(life, new Request.ChangePause("pau_1", null, TODAY, false))).isNull();
    assertThat(life.documents().linesOf(TODAY)).hasSize(1);
  }
}
