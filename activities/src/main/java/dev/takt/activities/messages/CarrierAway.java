package dev.takt.activities.messages;

/** A carrier that cannot be reached or takes nothing now: the message has surely not gone. */
final class CarrierAway extends RuntimeException {
  private static final long serialVersionUID = 1;

  CarrierAway(String what, Throwable cause) {
    super(what, cause);
  }

  CarrierAway(String what) {
    super(what);
  }
}
