package dev.takt.worker.settings;

/**
 * Takt cannot start, for a reason that whoever starts it can mend. Its message is one line for
 * people: what is wrong and what to do. It is shown without a stack trace.
 */
public final class CannotStart extends RuntimeException {
  public CannotStart(String message) {
    super(message);
  }

  public CannotStart(String message, Throwable cause) {
    super(message, cause);
  }
}
