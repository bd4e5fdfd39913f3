package dev.takt.workflows.claim;

import java.time.LocalDate;

/** Denmark: Renteloven, sections 9a and 9b; Inkassoloven, section 10. */
record DanishLaw() implements CountryLaw {
  private static final String FEE = "dk.rykkergebyr.max";
  private static final String PER_CLAIM = "dk.rykkergebyr.maxCountPerClaim";
  private static final String PER_STRETCH = "dk.rykkergebyr.continuousArrearsCap";
  private static final String APART = "dk.rykkergebyr.minDaysBetweenFeeBearing";
  private static final String COMPENSATION = "dk.kompensation.amount";
  private static final String COMPENSATION_ONCE = "dk.kompensation.perRunningArrears";
  private static final String HAND_OVER = "dk.inkassogebyr.max";

  @Override
  public String code() {
    return "DK";
  }

  @Override
  public String reminderRule() {
    return "dk.rykker.contentMin";
  }

  @Override
  public String noticeRule() {
    return "dk.inkassovarsel.minDays";
  }

  @Override
  public String disputeRule() {
    return "dk.rykkergebyr.stopOnDispute";
  }

  /** The notice may ride on a reminder: its fee is a reminder's. */
  @Override
  public StepVerdict letter(ClaimStep kind, Question asked) {
    if (asked.past().lettersWithFee() >= asked.count(PER_CLAIM)) {
      return new StepVerdict.WithoutFee(
          PER_CLAIM, null, "the claim has had all the fees it may have");
    }
    if (asked.past().lettersWithFeeInStretch() >= asked.count(PER_STRETCH)) {
      return new StepVerdict.WithoutFee(
          PER_STRETCH, null, "the subscription's unbroken arrears have had all their fees");
    }
    int apart = asked.count(APART);
    LocalDate free =
        asked
            .past()
            .latestLetterWithFee()
            .map(letter -> letter.on().plusDays(apart))
            .orElse(LocalDate.MIN);
    if (asked.on().isBefore(free)) {
      return new StepVerdict.WithoutFee(
          APART, free, "the letter before, with a fee, is less than " + apart + " days old");
    }
    return new StepVerdict.Allowed(asked.amount(FEE), FEE);
  }

  @Override
  public StepVerdict compensation(Question asked) {
    if (!asked.isBusiness()) {
      return new StepVerdict.Never(COMPENSATION, "consumers owe no compensation");
    }
    if (asked.past().compensatedInStretch()) {
      return new StepVerdict.Never(COMPENSATION_ONCE, "it is owed once in unbroken arrears");
    }
    return asked.on().isAfter(asked.past().dueOn())
        ? new StepVerdict.Allowed(asked.amount(COMPENSATION), COMPENSATION)
        : new StepVerdict.NotBefore(
            COMPENSATION, asked.past().dueOn().plusDays(1), "the invoice is not overdue before");
  }

  @Override
  public StepVerdict handOver(Question asked) {
    return asked.past().has(ClaimStep.HAND_OVER)
        ? new StepVerdict.WithoutFee(HAND_OVER, null, "the fee for handing over is owed once")
        : new StepVerdict.Allowed(asked.amount(HAND_OVER), HAND_OVER);
  }

  @Override
  public int leastNoticeDays(Question asked) {
    return asked.count(noticeRule());
  }
}
