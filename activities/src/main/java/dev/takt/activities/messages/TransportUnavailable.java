package dev.takt.activities.messages;

/** A carrier that cannot be reached or takes nothing now: the message has surely not gone. */
final class TransportUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  TransportUnavailable(String what, Throwable cause) {
    super(what, cause);
  }

  TransportUnavailable(String what) {
    super(what);
  }
}
