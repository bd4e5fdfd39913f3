package dev.takt.tools.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waiting. */
final class Ticker {
  private Ticker() {}

  static void sleepUntil(Instant instant) {
    sleep(Duration.between(Instant.now(), instant));
  }

  static void sleep(Duration duration) {
    if (duration.isPositive()) {
      try {
        Thread.sleep(duration);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** Waits until a thread has ended. */
  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Looks once in a while, for a quarter of an hour at most. */
  static void await(String what, Duration between, BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(15));
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("waited in vain for " + what);
      }
      sleep(between);
    }
  }
}
