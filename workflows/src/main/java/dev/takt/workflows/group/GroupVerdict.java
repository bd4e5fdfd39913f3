package dev.takt.workflows.group;

import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Subscription;
import java.util.List;

/** The answer to what is asked of a group and its members together. */
public sealed interface GroupVerdict {

  /**
   * Granted.
   *
   * @param after the group from now on; the same where it was a repeat
   * @param members those that changed
   */
  record Accepted(Group after, List<MemberChange> members) implements GroupVerdict {
    public Accepted {
      members = List.copyOf(members);
    }
  }

  /** Not granted: nothing changed. */
  record Refused(Refusal refusal) implements GroupVerdict {}

  /** A subscription before and after it joined or left. */
  record MemberChange(Subscription before, Subscription after) {}
}
