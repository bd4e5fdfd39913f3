package dev.takt.workflows.dunning;

/**
 * What a case has done that the end of the debt undoes.
 *
 * @param told whether the customer was written to
 * @param suspended whether service is withheld because of it
 * @param toRestore whether the subscriptions have still to be told that it is over
 */
public record CaseEffects(boolean told, boolean suspended, boolean toRestore) {
  static final CaseEffects NONE = new CaseEffects(false, false, false);

  CaseEffects withTold(boolean so) {
    return new CaseEffects(so, suspended, toRestore);
  }

  CaseEffects withSuspended() {
    return new CaseEffects(told, true, toRestore);
  }

  /** The subscriptions have been told that it is over. */
  CaseEffects restored() {
    return new CaseEffects(told, false, false);
  }
}
