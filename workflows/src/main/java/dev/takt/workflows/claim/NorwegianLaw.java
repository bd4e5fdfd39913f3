package dev.takt.workflows.claim;

import java.time.LocalDate;
import java.util.Optional;

/** Norway: Inkassoloven of 1988, sections 9 and 10; Inkassoforskriften, sections 1-2 and 1-3. */
record NorwegianLaw() implements CountryLaw {
  private static final String FEE = "no.purregebyr";
  private static final String EARLIEST = "no.purring.feeEarliestDaysAfterDue";
  private static final String MOST = "no.purring.maxFees";
  private static final String HOW_MANY = "no.purring.maxFees.count";
  private static final String COMPENSATION = "no.standardkompensasjon.b2b";

  @Override
  public String code() {
    return "NO";
  }

  @Override
  public String reminderRule() {
    return EARLIEST;
  }

  @Override
  public String noticeRule() {
    return "no.inkassovarsel.minDays";
  }

  @Override
  public StepVerdict letter(ClaimStep kind, Question asked) {
    ClaimPast past = asked.past();
    if (past.has(ClaimStep.COMPENSATION)) {
      return new StepVerdict.WithoutFee(
          COMPENSATION, null, "compensation was asked for, which is instead of fees");
    }
    LocalDate earliest = past.dueOn().plusDays(asked.count(EARLIEST));
    if (asked.on().isBefore(earliest)) {
      return new StepVerdict.WithoutFee(
          EARLIEST, earliest, "it is too soon after the due date for a fee");
    }
    if (past.lettersWithFee() >= asked.count(HOW_MANY)) {
      return new StepVerdict.WithoutFee(MOST, null, "the claim has had all the fees it may have");
    }
    return past.latestLetterWithFee()
        .flatMap(first -> objection(first, asked))
        .orElseGet(() -> new StepVerdict.Allowed(asked.amount(FEE), FEE));
  }

  /** The second fee needs that a first deadline of 14 days or more has passed. */
  private Optional<StepVerdict> objection(ClaimPast.Done first, Question asked) {
    LocalDate deadline = first.deadline();
    if (deadline == null || deadline.isBefore(first.on().plusDays(leastNoticeDays(asked)))) {
      return Optional.of(
          new StepVerdict.WithoutFee(MOST, null, "the first letter with a fee left too few days"));
    }
    return asked.on().isAfter(deadline)
        ? Optional.empty()
        : Optional.of(
            new StepVerdict.WithoutFee(
                MOST, deadline.plusDays(1), "the deadline of the first letter has not passed"));
  }

  @Override
  public StepVerdict compensation(Question asked) {
    if (!asked.isBusiness()) {
      return new StepVerdict.Never(COMPENSATION, "consumers owe no compensation");
    }
    if (asked.past().has(ClaimStep.COMPENSATION)) {
      return new StepVerdict.Never(COMPENSATION, "it is owed once");
    }
    if (asked.past().lettersWithFee() > 0) {
      return new StepVerdict.Never(COMPENSATION, "it is instead of fees, and there was one");
    }
    return asked.on().isAfter(asked.past().dueOn())
        ? new StepVerdict.Allowed(asked.amount(COMPENSATION), COMPENSATION)
        : new StepVerdict.NotBefore(
            COMPENSATION, asked.past().dueOn().plusDays(1), "the invoice is not overdue before");
  }

  @Override
  public StepVerdict handOver(Question asked) {
    return new StepVerdict.WithoutFee(MOST, null, "a creditor has no fee for handing over");
  }

  @Override
  public int leastNoticeDays(Question asked) {
    return asked.count(noticeRule());
  }

  @Override
  public int usualDeadlineDays() {
    return 14;
  }

  /** The last day is the weekday of dispatch, even where it is a holiday (Ot.prp. 2 1997-98). */
  @Override
  public boolean deadlinesMove() {
    return false;
  }

  /** Gjeldsbrevloven, section 5. */
  @Override
  public boolean dueDatesMove() {
    return true;
  }
}
