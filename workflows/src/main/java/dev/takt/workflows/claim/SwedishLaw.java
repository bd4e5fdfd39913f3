package dev.takt.workflows.claim;

/** Sweden: Lag (1981:739) om ersättning för inkassokostnader, sections 2 to 4 a. */
record SwedishLaw() implements CountryLaw {
  private static final String REMINDER = "se.paaminnelseavgift";
  private static final String DEMAND = "se.inkassokrav";
  private static final String COMPENSATION = "se.forseningsersattning.b2b";

  @Override
  public String code() {
    return "SE";
  }

  @Override
  public String reminderRule() {
    return REMINDER;
  }

  @Override
  public String noticeRule() {
    return DEMAND;
  }

  @Override
  public StepVerdict letter(ClaimStep kind, Question asked) {
    if (kind == ClaimStep.COLLECTION_NOTICE) {
      return new StepVerdict.Allowed(asked.amount(DEMAND), DEMAND);
    }
    return asked.past().feeAgreed()
        ? new StepVerdict.Allowed(asked.amount(REMINDER), REMINDER)
        : new StepVerdict.WithoutFee(
            REMINDER, null, "no fee for reminders was agreed when the debt arose");
  }

  @Override
  public StepVerdict compensation(Question asked) {
    if (!asked.isBusiness()) {
      return new StepVerdict.Never(COMPENSATION, "consumers owe no compensation");
    }
    if (asked.past().has(ClaimStep.COMPENSATION)) {
      return new StepVerdict.Never(COMPENSATION, "it is owed once");
    }
    return asked.on().isAfter(asked.past().dueOn())
        ? new StepVerdict.Allowed(asked.amount(COMPENSATION), COMPENSATION)
        : new StepVerdict.NotBefore(
            COMPENSATION, asked.past().dueOn().plusDays(1), "the invoice is not overdue before");
  }

  @Override
  public StepVerdict handOver(Question asked) {
    return new StepVerdict.WithoutFee(DEMAND, null, "handing over has no fee of its own");
  }

  /** The law asks for a reasonable time and counts no days. */
  @Override
  public int leastNoticeDays(Question asked) {
    return 0;
  }
}
