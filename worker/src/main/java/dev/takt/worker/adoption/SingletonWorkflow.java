package dev.takt.worker.adoption;

/** A workflow that there is one of, for all merchants. */
@FunctionalInterface
public interface SingletonWorkflow {
  /** Starts it where it does not run. */
  void begin();
}
