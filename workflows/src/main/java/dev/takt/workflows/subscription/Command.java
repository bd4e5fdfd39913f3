package dev.takt.workflows.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request with what surrounds it.
 *
 * @param requestId repeats of it are ignored
 * @param actor who or what asks, for the history: a key's id, "signal", "operator"
 * @param now the test clock's time, or null to take the workflow's own
 * @param ifVersion the version that it was decided on, or null for whichever it is
 */
public record Command(
    String requestId,
    String actor,
    @Nullable Instant now,
    @Nullable Long ifVersion,
    Request request) {

  /** The same command with another request. */
  public Command asking(Request other) {
    return new Command(requestId, actor, now, ifVersion, other);
  }
}
