package dev.takt.workflows.law;

import java.time.LocalDate;

/** A value of the law that is not known for a day: nothing may be charged on a guess. */
public final class LawFactMissing extends RuntimeException {
  private final String fact;
  private final LocalDate on;

  public LawFactMissing(String fact, LocalDate on) {
    super("The law's value " + fact + " is not known for " + on + ".");
    this.fact = fact;
    this.on = on;
  }

  /** The key of the fact. */
  public String fact() {
    return fact;
  }

  /** The day that it was asked about. */
  public LocalDate on() {
    return on;
  }
}
