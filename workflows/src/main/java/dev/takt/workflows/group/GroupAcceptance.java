package dev.takt.workflows.group;

import dev.takt.workflows.group.GroupVerdict.MemberChange;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Subscription;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is asked of a group. It sees the group and the subscriptions together, as the books
 * have them under their locks; as a pure function it serves previews as well.
 */
public final class GroupAcceptance {
  private static final int MOST_MEMBERS = 1000;

  private final Group group;
  private final List<Subscription> members;
  private final List<Subscription> others;
  private final LocalDate today;

  /**
   * A group and its members at an instant.
   *
   * @param members all that are in it and have not ended
   * @param others subscriptions of the tenant that are to join
   */
  public GroupAcceptance(
      Group group, List<Subscription> members, List<Subscription> others, Instant now) {
    this.group = group;
    this.members = List.copyOf(members);
    this.others = List.copyOf(others);
    this.today = group.hours().dateAt(now);
  }

  /** The verdict. */
  public GroupVerdict decide(GroupCommand command) {
    if (group.recentRequests().contains(command.requestId())) {
      return new GroupVerdict.Accepted(group, List.of());
    }
    Refusal objection = objectionTo(command);
    if (objection != null) {
      return new GroupVerdict.Refused(objection);
    }
    GroupVerdict verdict =
        switch (command.request()) {
          case GroupRequest.Join join -> join(join);
          case GroupRequest.Leave leave -> leave(leave);
          case GroupRequest.Dissolve dissolve -> dissolve(dissolve);
        };
    return verdict instanceof GroupVerdict.Accepted(Group after, List<MemberChange> changed)
        ? new GroupVerdict.Accepted(after.remembering(command.requestId()), changed)
        : verdict;
  }

  private @Nullable Refusal objectionTo(GroupCommand command) {
    if (group.dissolvedOn() != null) {
      return Refusal.conflict(
          "group_dissolved",
          "The group was dissolved on " + group.dissolvedOn() + "; form a new one instead.");
    }
    if (command.ifVersion() != null && command.ifVersion() != group.version()) {
      return new Refusal(
          412,
          "version_conflict",
          "The group is at version "
              + group.version()
              + ", not "
              + command.ifVersion()
              + "; read it again and decide anew.",
          null);
    }
    return null;
  }

  private GroupVerdict join(GroupRequest.Join join) {
    if (members.size() + join.subscriptionIds().size() > MOST_MEMBERS) {
      return refused(
          Refusal.conflict("group_full", "A group has " + MOST_MEMBERS + " members at most."));
    }
    Group after = group;
    List<MemberChange> changes = new ArrayList<>();
    for (String id : join.subscriptionIds().stream().distinct().toList()) {
      Subscription subscription = find(others, id);
      if (subscription == null) {
        return refused(notFound(id).about(fieldOf(changes.size())));
      }
      GroupJoin entry = new GroupJoin(after, join.transition());
      Refusal refusal = entry.objectionTo(subscription, today);
      if (refusal != null) {
        return refused(refusal.about(fieldOf(changes.size())));
      }
      after = after.joinedBy(subscription.collection());
      changes.add(new MemberChange(subscription, entry.joined(subscription, today)));
    }
    // However many they are: it is one change of the group.
    Group joined = group.joinedBy(after.collection());
    return new GroupVerdict.Accepted(joined, changes);
  }

  /** A group is formed of a list; afterwards one joins at a time. */
  private String fieldOf(int place) {
    return group.version() == 0 ? "/members/" + place : "/subscriptionId";
  }

  private GroupVerdict leave(GroupRequest.Leave leave) {
    Subscription member = find(members, leave.subscriptionId());
    if (member == null) {
      return refused(
          new Refusal(
              404,
              "not_a_member",
              "The group has no member " + leave.subscriptionId() + ".",
              null));
    }
    return new GroupVerdict.Accepted(group.left(), List.of(left(member, leave.rhythm())));
  }

  private GroupVerdict dissolve(GroupRequest.Dissolve dissolve) {
    List<MemberChange> changes =
        members.stream().map(member -> left(member, dissolve.rhythm())).toList();
    return new GroupVerdict.Accepted(group.dissolved(today), changes);
  }

  private MemberChange left(Subscription member, GroupRequest.RhythmThen rhythm) {
    return new MemberChange(member, GroupLeave.of(member, rhythm, today));
  }

  private static @Nullable Subscription find(List<Subscription> some, String id) {
    return some.stream()
        .filter(subscription -> subscription.identity().subscriptionId().equals(id))
        .findFirst()
        .orElse(null);
  }

  private static Refusal notFound(String id) {
    return new Refusal(404, "not_found", "There is no subscription " + id + ".", null);
  }

  private static GroupVerdict refused(Refusal refusal) {
    return new GroupVerdict.Refused(refusal);
  }
}
