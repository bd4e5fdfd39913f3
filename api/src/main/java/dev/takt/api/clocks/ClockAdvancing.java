package dev.takt.api.clocks;

import dev.takt.api.web.Problem;
import dev.takt.records.clocks.TestClock;

/** The refusal of requests while a test clock advances: what lives on it has no present then. */
public final class ClockAdvancing {
  private ClockAdvancing() {}

  /**
   * Checks that a clock stands still.
   *
   * @throws Problem {@code clock_advancing} while it does not
   */
  public static void refuse(TestClock clock) {
    if (clock.status() == TestClock.Status.ADVANCING) {
      throw Problem.passing(
              409,
              "clock_advancing",
              "the test clock " + clock.id() + " is advancing: wait until it is READY")
          .asException();
    }
  }
}
