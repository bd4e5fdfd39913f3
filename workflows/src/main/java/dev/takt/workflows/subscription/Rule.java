package dev.takt.workflows.subscription;

import org.jspecify.annotations.Nullable;

/** A rule that a request must keep. */
@FunctionalInterface
public interface Rule {

  /** Why the request does not keep it, or null. */
  @Nullable Refusal objection();

  /** The objection of the first of these rules that is not kept, or null. */
  static @Nullable Refusal firstObjection(Rule... rules) {
    for (Rule rule : rules) {
      Refusal objection = rule.objection();
      if (objection != null) {
        return objection;
      }
    }
    return null;
  }
}
