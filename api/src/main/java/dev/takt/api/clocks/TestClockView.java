package dev.takt.api.clocks;

import dev.takt.records.clocks.TestClock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test clock as the API shows it.
 *
 * @param target what it advances to, while it does
 * @param failure what stopped it, when it is {@code FAILED}
 * @param waitingFor what keeps it {@code ADVANCING}: it is tried again until it is done
 */
record TestClockView(
    String id,
    Instant now,
    TestClock.Status status,
    @Nullable Instant target,
    @Nullable String failure,
    List<Obstacle> waitingFor) {

  /** What a clock can wait for outside of Takt. */
  enum Kind {
    /** A message that the mail server or the SMS provider did not take. */
    MESSAGE,
    /** A charge or refund that the gateway gave no answer to. */
    PAYMENT
  }

  /**
   * Something that an advancing clock waits for.
   *
   * @param id the message's or the payment's
   */
  record Obstacle(Kind kind, String id, String detail) {}

  static TestClockView of(TestClock clock, List<Obstacle> waitingFor) {
    return new TestClockView(
        clock.id(), clock.now(), clock.status(), clock.target(), clock.failure(), waitingFor);
  }
}
