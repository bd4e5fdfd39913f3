package dev.takt.worker.faults;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.Rest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A client that does as the contract says: where an answer does not come, or says that it may be
 * asked again, it sends the same request with the same key until there is one.
 */
public final class Insistence {
  // When its worker dies, a message that is being sent stays claimed for three minutes, and a
  // workflow reserved for that worker for one.
  static final Duration PATIENCE = Duration.ofMinutes(6);

  private Insistence() {}

  /** The good answer to a request that it takes as many tries as needed to get. */
  public static Answer on(Rest rest, String method, String path, String body) {
    return rest.insisting(PATIENCE).send(method, path, body).good();
  }

  /** Waits until something holds. */
  public static void until(String what, BooleanSupplier holds) {
    until(() -> what, holds);
  }

  /**
   * Waits until something holds.
   *
   * @param what says what it is, and how it is instead
   */
  static void until(Supplier<String> what, BooleanSupplier holds) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain: " + what.get());
      }
      pause();
    }
  }

  static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
