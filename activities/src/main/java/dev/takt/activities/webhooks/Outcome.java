package dev.takt.activities.webhooks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of sending an event once. None holds anything that the receiver wrote. */
sealed interface Outcome {

  /** The receiver has it. */
  record Accepted(int status) implements Outcome {}

  /**
   * The receiver answered something else than 2xx; a redirect is as good as an error.
   *
   * @param retryAfter what it asked for, if it did
   */
  record Rejected(int status, @Nullable Duration retryAfter) implements Outcome {}

  /** 410: it wants no more. */
  record Gone() implements Outcome {}

  /** No answer in time, or no connection. */
  record Unreached(String why) implements Outcome {}
}
