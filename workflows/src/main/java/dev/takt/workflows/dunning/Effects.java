package dev.takt.workflows.dunning;

/**
 * What a case has done that the end of the debt undoes.
 *
 * @param told whether the customer was written to
 * @param suspended whether service is withheld because of it
 * @param toRestore whether the subscriptions have still to be told that it is over
 */
public record Effects(boolean told, boolean suspended, boolean toRestore) {
  static final Effects NONE = new Effects(false, false, false);

  Effects withTold(boolean so) {
    return new Effects(so, suspended, toRestore);
  }

  Effects withSuspended() {
    return new Effects(told, true, toRestore);
  }

  /** The subscriptions have been told that it is over. */
  Effects restored() {
    return new Effects(told, false, false);
  }
}
