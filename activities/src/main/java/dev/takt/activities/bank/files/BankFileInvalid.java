package dev.takt.activities.bank.files;

/**
 * The refusal of a file that cannot be read whole, or whose sums disagree: nothing of it is used.
 */
public final class BankFileInvalid extends RuntimeException {
  private final String place;
  private final String problem;

  BankFileInvalid(String place, String problem) {
    super(place + ": " + problem);
    this.place = place;
    this.problem = problem;
  }

  /** Where: the line, and in XML the path of the element. */
  public String place() {
    return place;
  }

  /** What is wrong, in a sentence without its full stop. */
  public String problem() {
    return problem;
  }
}
