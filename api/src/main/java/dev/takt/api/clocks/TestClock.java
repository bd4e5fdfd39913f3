package dev.takt.api.clocks;

import dev.takt.api.web.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A test clock as its row has it.
 *
 * @param target what it advances to, while it does
 * @param failure what stopped it, when it is {@code FAILED}
 */
public record TestClock(
    String id, Instant now, Status status, @Nullable Instant target, @Nullable String failure) {

  /** What it is doing. */
  public enum Status {
    READY,
    ADVANCING,
    FAILED
  }

  /** Throws while it advances: what lives on it has no present then. */
  public void mustStandStill() {
    if (status == Status.ADVANCING) {
      throw Problem.passing(
              409,
              "clock_advancing",
              "the test clock " + id + " is advancing: wait until it is READY")
          .asException();
    }
  }
}
