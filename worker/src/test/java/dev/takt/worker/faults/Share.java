package dev.takt.worker.faults;

/**
 * How much of the suite is run: a build strikes at a share that {@code -Dtakt.seed} chooses, and
 * {@code -Dtakt.faults=all} at every step of everything, which takes hours (docs/faults.md says how
 * many).
 */
final class Share {
  static final long SEED = Long.getLong("takt.seed", 2026);
  static final boolean ALL = System.getProperty("takt.faults", "").equals("all");

  private Share() {}

  /** How many of each: this many in a build, or what the property says. */
  static int of(String property, int inABuild) {
    return Integer.getInteger(property, ALL ? Integer.MAX_VALUE : inABuild);
  }
}
