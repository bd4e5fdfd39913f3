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
  public Verdict letter(ClaimStep kind, Question asked) {
    return new Verdict.WithoutFee(RULE, null, "the law of " + code + " is not known here");
  }

  @Override
  public Verdict compensation(Question asked) {
    return new Verdict.Never(RULE, "the law of " + code + " is not known here");
  }

  @Override
  public Verdict handOver(Question asked) {
    return new Verdict.Never(RULE, "the law of " + code + " is not known here");
  }

  @Override
  public int leastNoticeDays(Question asked) {
    return 0;
  }
}
