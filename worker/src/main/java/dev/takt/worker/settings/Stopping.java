package dev.takt.worker.settings;

/** Whether Takt has been asked to end: what takes long looks at it now and then. */
@FunctionalInterface
public interface Stopping {
  boolean isAsked();
}
