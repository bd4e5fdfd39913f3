package dev.takt.workflows.group;

import dev.takt.workflows.group.GroupVerdict.MemberChange;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Rule;
import dev.takt.workflows.subscription.Subscription;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is asked of a group. It sees the group and the subscriptions together, as the books
 * have them under their locks; as a pure function it serves previews as well.
 */
public final class GroupAcceptance {
  private final Group group;
  private final List<Subscription> members;
  private final LocalDate today;
  private final JoiningRules joining;

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
    this.today = group.hours().dateAt(now);
    this.joining = new JoiningRules(group, this.members, others, today);
  }

  /** The verdict. */
  public GroupVerdict decide(GroupCommand command) {
    if (group.recentRequests().contains(command.requestId())) {
      return new GroupVerdict.Accepted(group, List.of());
    }
    Refusal objection =
        Rule.firstObjection(
            this::isDissolved,
            () -> Refusal.ofAnotherVersion("group", group.version(), command.ifVersion()),
            () -> objectionTo(command.request()));
    return objection == null ? accepted(command) : new GroupVerdict.Refused(objection);
  }

  private @Nullable Refusal isDissolved() {
    return group.dissolvedOn() == null
        ? null
        : Refusal.conflict(
            "group_dissolved",
            "The group was dissolved on " + group.dissolvedOn() + "; form a new one instead.");
  }

  private @Nullable Refusal objectionTo(GroupRequest request) {
    return switch (request) {
      case GroupRequest.Join join -> joining.objectionTo(join);
      case GroupRequest.Leave leave -> isNoMember(leave.subscriptionId());
      case GroupRequest.Dissolve _ -> null;
    };
  }

  private @Nullable Refusal isNoMember(String id) {
    return find(members, id).isPresent()
        ? null
        : new Refusal(404, "not_a_member", "The group has no member " + id + ".", null);
  }

  private GroupVerdict.Accepted accepted(GroupCommand command) {
    GroupVerdict.Accepted after =
        switch (command.request()) {
          case GroupRequest.Join join -> joining.after(join);
          case GroupRequest.Leave leave ->
              new GroupVerdict.Accepted(
                  group.left(),
                  find(members, leave.subscriptionId()).stream()
                      .map(member -> left(member, leave.rhythm()))
                      .toList());
          case GroupRequest.Dissolve dissolve ->
              new GroupVerdict.Accepted(
                  group.dissolved(today),
                  members.stream().map(member -> left(member, dissolve.rhythm())).toList());
        };
    return new GroupVerdict.Accepted(
        after.after().remembering(command.requestId()), after.members());
  }

  private MemberChange left(Subscription member, GroupRequest.RhythmThen rhythm) {
    return new MemberChange(member, GroupLeave.of(member, rhythm, today));
  }

  static Optional<Subscription> find(List<Subscription> some, String id) {
    return some.stream()
        .filter(subscription -> subscription.identity().subscriptionId().equals(id))
        .findFirst();
  }
}
