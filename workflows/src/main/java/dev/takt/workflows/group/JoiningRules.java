package dev.takt.workflows.group;

import dev.takt.workflows.group.GroupVerdict.MemberChange;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Subscription;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of joining a group, and what becomes of a group that some subscriptions join. */
final class JoiningRules {
  private static final int MOST_MEMBERS = 1000;

  private final Group group;
  private final List<Subscription> members;
  private final List<Subscription> others;
  private final LocalDate today;

  JoiningRules(
      Group group, List<Subscription> members, List<Subscription> others, LocalDate today) {
    this.group = group;
    this.members = members;
    this.others = List.copyOf(others);
    this.today = today;
  }

  @Nullable Refusal objectionTo(GroupRequest.Join join) {
    if (members.size() + join.subscriptionIds().size() > MOST_MEMBERS) {
      return Refusal.conflict("group_full", "A group has " + MOST_MEMBERS + " members at most.");
    }
    Group joined = group;
    List<String> ids = join.subscriptionIds().stream().distinct().toList();
    for (int place = 0; place < ids.size(); place++) {
      String id = ids.get(place);
      Subscription subscription = GroupAcceptance.find(others, id).orElse(null);
      Refusal refusal =
          subscription == null
              ? new Refusal(404, "not_found", "There is no subscription " + id + ".", null)
              : new GroupJoin(joined, join.transition()).objectionTo(subscription, today);
      if (refusal != null) {
        return refusal.about(fieldOf(place));
      }
      joined = subscription == null ? joined : joined.joinedBy(subscription.collection());
    }
    return null;
  }

  /** A group is formed of a list; afterwards one joins at a time. */
  private String fieldOf(int place) {
    return group.version() == 0 ? "/members/" + place : "/subscriptionId";
  }

  GroupVerdict.Accepted after(GroupRequest.Join join) {
    CollectionMethod common = group.collection();
    List<MemberChange> changes = new ArrayList<>();
    for (String id : join.subscriptionIds().stream().distinct().toList()) {
      Subscription subscription = GroupAcceptance.find(others, id).orElseThrow();
      common = common == null ? subscription.collection() : common;
      changes.add(
          new MemberChange(
              subscription, new GroupJoin(group, join.transition()).joined(subscription, today)));
    }
    // However many they are: it is one change of the group.
    return new GroupVerdict.Accepted(group.joinedBy(common), changes);
  }
}
