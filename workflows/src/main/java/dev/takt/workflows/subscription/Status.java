package dev.takt.workflows.subscription;

/** A subscription's status as the API tells it. */
public enum Status {
  SCHEDULED,
  TRIAL,
  ACTIVE,
  PAUSED,
  SUSPENDED,
  ENDED
}
