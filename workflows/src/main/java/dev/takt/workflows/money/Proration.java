package dev.takt.workflows.money;

/**
 * The one function that says what time costs. Being the difference of a cumulative function, the
 * pieces of a period add up to exactly its price, however it is cut.
 */
public final class Proration {
  private Proration() {}

  /**
   * The price of the first {@code day} of a nominal period's {@code days}: {@code roundHalfUp(price
   * · day / days)}, halves away from zero, so that a credit mirrors its charge.
   *
   * @param price of the whole nominal period, in minor units
   */
  public static long upTo(long price, int day, int days) {
    if (days < 1 || day < 0 || day > days) {
      throw new IllegalArgumentException(
          "day " + day + " is not within a period of " + days + " days");
    }
    long product = Math.multiplyExact(Math.abs(price), (long) day);
    long rounded = Math.addExact(Math.multiplyExact(product, 2L), days) / (2L * days);
    return price < 0 ? -rounded : rounded;
  }

  /** The price of the days {@code from} (first inside) to {@code to} (first outside). */
  public static long between(long price, int from, int to, int days) {
    return upTo(price, to, days) - upTo(price, from, days);
  }
}
