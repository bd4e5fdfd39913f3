package dev.takt.workflows.claim;

/** A country whose law is not in the book: letters may go, and nothing is charged for them. */
record UnknownLaw(String code) implements CountryLaw {
  private static final String RULE = "takt.law.unknown";

  @Override
  public String reminderRule() {
    return RULE;
  }

  @Override
  public String noticeRule() {
    return RULE;
  }

  @Override
  public StepVerdict letter(ClaimStep kind, Question asked) {
    return new StepVerdict.WithoutFee(RULE, null, "the law of " + code + " is not known here");
  }

  @Override
  public StepVerdict compensation(Question asked) {
    return new StepVerdict.Never(RULE, "the law of " + code + " is not known here");
  }

  @Override
  public StepVerdict handOver(Question asked) {
    return new StepVerdict.Never(RULE, "the law of " + code + " is not known here");
  }

  @Override
  public int leastNoticeDays(Question asked) {
    return 0;
  }
}
