package dev.takt.workflows.dunning;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a case has done that the end of the debt undoes.
 *
 * @param told whether the customer was written to
 * @param suspended whether service is withheld because of it
 * @param toRestore whether the subscriptions have still to be told that it is over
 * @param noticeUntil the deadline of the latest notice of collection, or null
 */
public record CaseEffects(
    boolean told, boolean suspended, boolean toRestore, @Nullable LocalDate noticeUntil) {
  static final CaseEffects NONE = new CaseEffects(false, false, false, null);

  CaseEffects withTold(boolean so) {
    return new CaseEffects(so, suspended, toRestore, noticeUntil);
  }

  CaseEffects withSuspended() {
    return new CaseEffects(told, true, toRestore, noticeUntil);
  }

  CaseEffects withToRestore(boolean so) {
    return new CaseEffects(told, suspended, so, noticeUntil);
  }

  CaseEffects withNotice(@Nullable LocalDate until) {
    return new CaseEffects(told, suspended, toRestore, until);
  }

  /** The subscriptions have been told that it is over. */
  CaseEffects restored() {
    return new CaseEffects(told, false, false, noticeUntil);
  }
}
