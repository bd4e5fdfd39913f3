package dev.takt.workflows.clock;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time that a workflow lives by: the world's, or a test clock's, which stands still between its
 * ticks.
 */
public final class BusinessClock {
  private final boolean live;
  private Instant frozen;

  private BusinessClock(boolean live, Instant frozen) {
    this.live = live;
    this.frozen = frozen;
  }

  /** The world's time when {@code testNow} is null, else a test clock that stands there. */
  public static BusinessClock of(@Nullable Instant testNow) {
    return testNow == null
        ? new BusinessClock(true, Instant.EPOCH)
        : new BusinessClock(false, testNow);
  }

  public Instant now() {
    return live ? Instant.ofEpochMilli(Workflow.currentTimeMillis()) : frozen;
  }

  /** Where a test clock stands; null in live time. */
  public @Nullable Instant testNow() {
    return live ? null : frozen;
  }

  /** Moves a test clock on; it never moves back, and live time is not moved. */
  public void moveTo(Instant instant) {
    if (!live && instant.isAfter(frozen)) {
      frozen = instant;
    }
  }

  /**
   * Waits until {@code until}, or until something else wakes it. The timer is cancelled when it is
   * no longer needed: {@code Workflow.await} with a duration would leave it behind.
   *
   * @param until null to wait for a waker only, as on a test clock, which has no timers
   * @param summary what the timer is for, for operators
   */
  public void await(@Nullable Instant until, String summary, Supplier<Boolean> awake) {
    if (!live || until == null) {
      Workflow.await(awake);
      return;
    }
    Duration wait = Duration.between(now(), until);
    if (!wait.isPositive()) {
      return;
    }
    TimerOptions options = TimerOptions.newBuilder().setSummary(summary).build();
    Promise<?>[] timer = new Promise<?>[1];
    CancellationScope scope =
        Workflow.newCancellationScope(() -> timer[0] = Workflow.newTimer(wait, options));
    scope.run();
    Workflow.await(() -> timer[0].isCompleted() || awake.get());
    if (!timer[0].isCompleted()) {
      // Its end is no news: without anybody who looks at it the SDK warns of it, at length.
      timer[0].handle((nothing, cancelled) -> nothing);
      scope.cancel();
    }
  }
}
