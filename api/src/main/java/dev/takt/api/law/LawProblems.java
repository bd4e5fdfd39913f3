package dev.takt.api.law;

import dev.takt.api.web.Problem;
import dev.takt.workflows.law.LawFactMissing;

/** What the law refuses, as HTTP carries it. */
public final class LawProblems {
  private LawProblems() {}

  /** A value that nobody has written for the day: nothing is charged on a guess. */
  public static Problem missing(LawFactMissing unknown) {
    return Problem.of(
            422,
            "law_fact_missing",
            "The law's value " + unknown.fact() + " is not known for " + unknown.on() + ".")
        .with("fact", unknown.fact())
        .with("on", unknown.on().toString());
  }
}
