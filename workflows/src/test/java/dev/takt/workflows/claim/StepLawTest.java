package dev.takt.workflows.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.takt.workflows.calendar.BankingDays;
import dev.takt.workflows.law.DebtorKind;
import dev.takt.workflows.law.LawBook;
import dev.takt.workflows.law.LawFactMissing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the law says to steps, by date and by øre. */
class StepLawTest {
  private static final LawBook LAW = LawBook.shipped();
  private static final BankingDays DAYS = BankingDays.shipped();

  private static StepLaw law(String country, DebtorKind debtor) {
    return StepLaw.of(LAW, DAYS, country, debtor);
  }

  private static LocalDate day(String date) {
    return LocalDate.parse(date);
  }

  /** A claim due on a day, and what was done about it: "REMINDER 2025-05-12 10000 2025-05-22". */
  private static ClaimPast past(String due, String... steps) {
    return new ClaimPast(day(due), done(steps), List.of(), false, false);
  }

  private static List<ClaimPast.Done> done(String... steps) {
    List<ClaimPast.Done> done = new ArrayList<>();
    for (String step : steps) {
      String[] part = step.split(" ", -1);
      done.add(
          new ClaimPast.Done(
              ClaimStep.valueOf(part[0]),
              day(part[1]),
              Long.parseLong(part[2]),
              part.length > 3 ? day(part[3]) : null));
    }
    return done;
  }

  private static StepVerdict judge(
      String country, DebtorKind debtor, ClaimStep kind, String on, ClaimPast past) {
    return law(country, debtor).judge(new StepLaw.Wanted(kind, null), day(on), past);
  }

  private static StepVerdict danish(ClaimStep kind, String on, ClaimPast past) {
    return judge("DK", DebtorKind.CONSUMER, kind, on, past);
  }

  private static void assertFree(StepVerdict verdict, String rule, String from) {
    assertThat(verdict).isInstanceOf(StepVerdict.WithoutFee.class);
    StepVerdict.WithoutFee free = (StepVerdict.WithoutFee) verdict;
    assertThat(free.rule()).isEqualTo(rule);
    assertThat(free.feeFrom()).isEqualTo(from.isEmpty() ? null : day(from));
  }

  @Test
  void danishFeesAreTenDaysApart() {
    ClaimPast first = past("2025-05-01", "REMINDER 2025-05-12 10000 2025-05-22");
    assertFree(
        danish(ClaimStep.REMINDER, "2025-05-21", first),
        "dk.rykkergebyr.minDaysBetweenFeeBearing",
        "2025-05-22");
    assertThat(danish(ClaimStep.REMINDER, "2025-05-22", first))
        .isEqualTo(new StepVerdict.Allowed(10_000, "dk.rykkergebyr.max"));
  }

  @Test
  void aLetterWithoutAFeeCountsForNothing() {
    ClaimPast friendly = past("2025-05-01", "REMINDER 2025-05-05 0 2025-05-15");
    assertThat(danish(ClaimStep.REMINDER, "2025-05-12", friendly))
        .isInstanceOf(StepVerdict.Allowed.class);
  }

  @Test
  void threeDanishFeesInOneStretchOfArrearsAcrossItsInvoices() {
    List<ClaimPast.Done> three =
        done("REMINDER 2025-05-12 10000", "REMINDER 2025-05-22 10000", "REMINDER 2025-06-02 10000");
    var second = new ClaimPast(day("2025-06-01"), List.of(), three, false, false);
    assertFree(
        danish(ClaimStep.REMINDER, "2025-06-13", second),
        "dk.rykkergebyr.continuousArrearsCap",
        "");
    assertThat(danish(ClaimStep.REMINDER, "2025-07-11", past("2025-07-01")))
        .isInstanceOf(StepVerdict.Allowed.class);
    var same = new ClaimPast(day("2025-05-01"), three, List.of(), false, false);
    assertFree(
        danish(ClaimStep.COLLECTION_NOTICE, "2025-06-13", same),
        "dk.rykkergebyr.maxCountPerClaim",
        "");
  }

  @Test
  void aStretchEndsWhenAllIsPaid() {
    var first = new ArrearsStretch.Overdue("A", day("2025-05-01"), null);
    var second = new ArrearsStretch.Overdue("B", day("2025-06-01"), null);
    assertThat(ArrearsStretch.besides("B", List.of(first, second))).containsExactly("A");
    var paid = new ArrearsStretch.Overdue("A", day("2025-05-01"), day("2025-06-10"));
    var alsoPaid = new ArrearsStretch.Overdue("B", day("2025-06-01"), day("2025-06-10"));
    var third = new ArrearsStretch.Overdue("C", day("2025-07-01"), null);
    assertThat(ArrearsStretch.besides("C", List.of(paid, alsoPaid, third))).isEmpty();
    var bridge = new ArrearsStretch.Overdue("B", day("2025-06-01"), day("2025-07-02"));
    assertThat(ArrearsStretch.besides("C", List.of(paid, bridge, third)))
        .containsExactlyInAnyOrder("A", "B");
    // What was paid in time has never been in arrears.
    var inTime = new ArrearsStretch.Overdue("B", day("2025-06-01"), day("2025-05-30"));
    assertThat(ArrearsStretch.besides("C", List.of(paid, inTime, third))).isEmpty();
  }

  @Test
  void handingOverNeedsANoticeWhoseDeadlineHasPassed() {
    assertThat(danish(ClaimStep.HAND_OVER, "2025-06-13", past("2025-05-01")))
        .isInstanceOf(StepVerdict.Never.class);
    ClaimPast noticed = past("2025-05-01", "COLLECTION_NOTICE 2025-06-02 10000 2025-06-12");
    assertThat(danish(ClaimStep.HAND_OVER, "2025-06-12", noticed))
        .isEqualTo(
            new StepVerdict.NotBefore(
                "dk.inkassovarsel.minDays",
                day("2025-06-13"),
                "the deadline of the notice is 2025-06-12"));
    assertThat(danish(ClaimStep.HAND_OVER, "2025-06-13", noticed))
        .isEqualTo(new StepVerdict.Allowed(10_000, "dk.inkassogebyr.max"));
  }

  @Test
  void aNoticeLeavesItsDaysAndADisputeStopsAll() {
    StepVerdict hasty =
        law("DK", DebtorKind.CONSUMER)
            .judge(
                new StepLaw.Wanted(ClaimStep.COLLECTION_NOTICE, 9),
                day("2025-05-12"),
                past("2025-05-01"));
    assertThat(hasty).isInstanceOf(StepVerdict.Never.class);
    assertThat(hasty.rule()).isEqualTo("dk.inkassovarsel.minDays");
    var disputed = new ClaimPast(day("2025-05-01"), List.of(), List.of(), false, true);
    StepVerdict stopped = danish(ClaimStep.REMINDER, "2025-05-12", disputed);
    assertThat(stopped).isInstanceOf(StepVerdict.Never.class);
    assertThat(stopped.rule()).isEqualTo("dk.rykkergebyr.stopOnDispute");
  }

  @Test
  void deadlinesOnClosedDaysMoveInDenmarkAndStayInNorway() {
    // 5 June 2025 is Constitution Day; 17 May 2026 is a Sunday.
    assertThat(law("DK", DebtorKind.CONSUMER).deadline(day("2025-05-26"), 10))
        .isEqualTo("2025-06-06");
    assertThat(law("NO", DebtorKind.CONSUMER).deadline(day("2026-05-03"), 14))
        .isEqualTo("2026-05-17");
    assertThat(law("NO", DebtorKind.CONSUMER).dueOn(day("2026-05-16"))).isEqualTo("2026-05-18");
    assertThat(law("DK", DebtorKind.CONSUMER).dueOn(day("2026-05-16"))).isEqualTo("2026-05-16");
  }

  @Test
  void norwegianFeesComeAfterFourteenDaysAndAfterAFirstDeadline() {
    ClaimPast none = past("2026-01-20");
    assertFree(
        judge("NO", DebtorKind.CONSUMER, ClaimStep.REMINDER, "2026-02-02", none),
        "no.purring.feeEarliestDaysAfterDue",
        "2026-02-03");
    assertThat(judge("NO", DebtorKind.CONSUMER, ClaimStep.REMINDER, "2026-02-03", none))
        .isEqualTo(new StepVerdict.Allowed(3_800, "no.purregebyr"));
    ClaimPast one = past("2026-01-20", "REMINDER 2026-02-03 3800 2026-02-17");
    assertFree(
        judge("NO", DebtorKind.CONSUMER, ClaimStep.COLLECTION_NOTICE, "2026-02-17", one),
        "no.purring.maxFees",
        "2026-02-18");
    assertThat(judge("NO", DebtorKind.CONSUMER, ClaimStep.COLLECTION_NOTICE, "2026-02-18", one))
        .isEqualTo(new StepVerdict.Allowed(3_800, "no.purregebyr"));
    ClaimPast two =
        past(
            "2026-01-20",
            "REMINDER 2026-02-03 3800 2026-02-17",
            "COLLECTION_NOTICE 2026-02-18 3800 2026-03-04");
    assertFree(
        judge("NO", DebtorKind.CONSUMER, ClaimStep.REMINDER, "2026-03-05", two),
        "no.purring.maxFees",
        "");
  }

  @Test
  void compensationIsForBusinessesOnceAndInNorwayInsteadOfFees() {
    assertThat(danish(ClaimStep.COMPENSATION, "2025-05-12", past("2025-05-01")))
        .isInstanceOf(StepVerdict.Never.class);
    assertThat(
            judge(
                "DK",
                DebtorKind.BUSINESS,
                ClaimStep.COMPENSATION,
                "2025-05-02",
                past("2025-05-01")))
        .isEqualTo(new StepVerdict.Allowed(31_000, "dk.kompensation.amount"));
    var before =
        new ClaimPast(
            day("2025-06-01"), List.of(), done("COMPENSATION 2025-05-02 31000"), false, false);
    assertThat(
            judge("DK", DebtorKind.BUSINESS, ClaimStep.COMPENSATION, "2025-06-12", before).rule())
        .isEqualTo("dk.kompensation.perRunningArrears");
    ClaimPast compensated = past("2026-01-20", "COMPENSATION 2026-01-21 46000");
    assertFree(
        judge("NO", DebtorKind.BUSINESS, ClaimStep.REMINDER, "2026-02-03", compensated),
        "no.standardkompensasjon.b2b",
        "");
  }

  @Test
  void swedishRemindersCostWhatWasAgreed() {
    assertFree(
        judge("SE", DebtorKind.CONSUMER, ClaimStep.REMINDER, "2026-02-03", past("2026-01-20")),
        "se.paaminnelseavgift",
        "");
    var agreed = new ClaimPast(day("2026-01-20"), List.of(), List.of(), true, false);
    assertThat(judge("SE", DebtorKind.CONSUMER, ClaimStep.REMINDER, "2026-02-03", agreed))
        .isEqualTo(new StepVerdict.Allowed(6_000, "se.paaminnelseavgift"));
    assertThat(
            judge(
                "SE",
                DebtorKind.CONSUMER,
                ClaimStep.COLLECTION_NOTICE,
                "2026-02-03",
                past("2026-01-20")))
        .isEqualTo(new StepVerdict.Allowed(18_000, "se.inkassokrav"));
  }

  @Test
  void aValueThatIsNotKnownIsAnErrorThatNamesIt() {
    assertThatThrownBy(
            () ->
                judge(
                    "NO",
                    DebtorKind.CONSUMER,
                    ClaimStep.REMINDER,
                    "2027-02-03",
                    past("2027-01-20")))
        .isInstanceOf(LawFactMissing.class)
        .hasMessageContaining("no.purregebyr");
  }
}
