package dev.takt.workflows.port;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;

/** Moves what lives on a test clock. */
@ActivityInterface
public interface Clocks {

  /** Notes that the clock is ADVANCING, and where to. */
  @ActivityMethod(name = "begin")
  void begin(String tenant, String clockId, Instant to);

  /**
   * Ticks everything on the clock that falls due up to {@code to}, in order of due time, and waits
   * until each is done; then the clock stands at {@code to} and is READY. Goes on where it stopped
   * when it is repeated.
   */
  @ActivityMethod(name = "advance")
  void advance(String tenant, String clockId, Instant to);

  /** Ends all that lives on the clock and removes it. */
  @ActivityMethod(name = "remove")
  void remove(String tenant, String clockId);

  /** Marks the clock FAILED, with what stands in its way. */
  @ActivityMethod(name = "fail")
  void fail(String tenant, String clockId, String failure);
}
