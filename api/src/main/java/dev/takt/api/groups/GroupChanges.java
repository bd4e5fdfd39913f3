package dev.takt.api.groups;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.clocks.ClockAdvancing;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.subscriptions.MoneyTrails;
import dev.takt.api.subscriptions.SubscriptionRow;
import dev.takt.api.subscriptions.SubscriptionRows;
import dev.takt.api.subscriptions.Timelines;
import dev.takt.api.web.IfMatch;
import dev.takt.api.web.Problem;
import dev.takt.api.workflow.WorkflowGone;
import dev.takt.api.workflow.Workflows;
import dev.takt.records.clocks.TestClock;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.GroupAcceptance;
import dev.takt.workflows.group.GroupCommand;
import dev.takt.workflows.group.GroupPreview;
import dev.takt.workflows.group.GroupRequest;
import dev.takt.workflows.group.GroupVerdict;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.workflow.BillingGroupWorkflow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes what is asked of a group to its workflow, or says what would come of it. */
@Component
class GroupChanges {
  private static final int MONTHS_SHOWN = 13;

  private final GroupStates groups;
  private final SubscriptionRows subscriptions;
  private final MoneyTrails money;
  private final Timelines timelines;
  private final Workflows workflows;
  private final BusinessTime time;

  GroupChanges(
      GroupStates groups,
      SubscriptionRows subscriptions,
      MoneyTrails money,
      Timelines timelines,
      Workflows workflows,
      BusinessTime time) {
    this.groups = groups;
    this.subscriptions = subscriptions;
    this.money = money;
    this.timelines = timelines;
    this.workflows = workflows;
    this.time = time;
  }

  /** What surrounds a request. */
  record Asked(Caller caller, RequestId requestId, String groupId, @Nullable String ifMatch) {}

  GroupRow row(Caller caller, String id) {
    return groups
        .row(caller.tenant(), id)
        .orElseThrow(() -> Problem.notFound("there is no group " + id).asException());
  }

  Instant now(GroupRow row) {
    return time.now(row.testNow());
  }

  List<Subscription> members(Caller caller, Group group) {
    String id = group.identity().groupId();
    return members(caller, List.of(id)).getOrDefault(id, List.of());
  }

  /** The members of some groups, by the groups' ids. */
  Map<String, List<Subscription>> members(Caller caller, List<String> groupIds) {
    return subscriptions.ofGroups(caller.tenant(), groupIds);
  }

  boolean isKnown(Caller caller, String subscriptionId) {
    return subscriptions.find(caller.tenant(), subscriptionId).isPresent();
  }

  void form(BillingGroupWorkflow.Life life) {
    workflows.form(life);
  }

  /** Has it done; afterwards the rows say so. */
  void apply(Asked asked, GroupRequest request) {
    GroupRow row = row(asked.caller(), asked.groupId());
    TestClock clock = row.clock();
    if (clock != null) {
      ClockAdvancing.refuse(clock);
    }
    if (row.state().dissolvedOn() != null && !isDone(asked, row.state())) {
      throw dissolved(row.state());
    }
    try {
      workflows.apply(row.state().identity(), command(asked, row, request));
    } catch (WorkflowGone gone) {
      Group now = row(asked.caller(), asked.groupId()).state();
      if (isDone(asked, now)) {
        return;
      }
      throw now.dissolvedOn() != null
          ? dissolved(now)
          : Problem.unavailable("the group's workflow is being restored").asException();
    }
  }

  /**
   * Whether it is in the books since it was asked before, and its answer was lost. Where there is a
   * workflow it is asked all the same: it may have died before it heard, or before it told others.
   */
  private static boolean isDone(Asked asked, Group group) {
    return group.recentRequests().contains(asked.requestId().value());
  }

  private static RuntimeException dissolved(Group group) {
    return Problem.conflict(
            "group_dissolved",
            "The group was dissolved on " + group.dissolvedOn() + "; form a new one instead.")
        .asException();
  }

  private static GroupCommand command(Asked asked, GroupRow row, GroupRequest request) {
    return new GroupCommand(
        asked.requestId().value(),
        asked.caller().keyId(),
        row.testNow(),
        IfMatch.version(asked.ifMatch()),
        request);
  }

  /** What would come of a request to a group that there is. */
  GroupPreviewView preview(Asked asked, GroupRequest request) {
    GroupRow row = row(asked.caller(), asked.groupId());
    return preview(asked.caller(), row.state(), now(row), command(asked, row, request));
  }

  /** What would come of a group that is formed. */
  GroupPreviewView preview(Caller caller, BillingGroupWorkflow.Life life) {
    var join = new GroupRequest.Join(life.subscriptionIds(), life.transition());
    var command = new GroupCommand("form", life.actor(), life.testNow(), null, join);
    return preview(caller, life.group(), time.now(life.testNow()), command);
  }

  private GroupPreviewView preview(Caller caller, Group group, Instant now, GroupCommand command) {
    List<Subscription> members = members(caller, group);
    var verdict =
        new GroupAcceptance(group, members, joining(caller, command.request()), now)
            .decide(command);
    return switch (verdict) {
      case GroupVerdict.Refused(var refusal) -> throw Problem.of(refusal).asException();
      case GroupVerdict.Accepted(Group after, var changes) ->
          view(caller, after, after(members, changes), now);
    };
  }

  private List<Subscription> joining(Caller caller, GroupRequest request) {
    List<Subscription> joining = new ArrayList<>();
    if (request instanceof GroupRequest.Join join) {
      join.subscriptionIds().stream()
          .flatMap(id -> subscriptions.find(caller.tenant(), id).stream())
          .map(SubscriptionRow::state)
          .forEach(joining::add);
    }
    return joining;
  }

  private static List<Subscription> after(
      List<Subscription> members, List<GroupVerdict.MemberChange> changes) {
    Map<String, Subscription> all = new LinkedHashMap<>();
    members.forEach(member -> all.put(member.identity().subscriptionId(), member));
    changes.forEach(change -> all.put(change.after().identity().subscriptionId(), change.after()));
    return List.copyOf(all.values());
  }

  private GroupPreviewView view(
      Caller caller, Group after, List<Subscription> subscriptions, Instant now) {
    var today = after.hours().dateAt(now);
    return GroupPreviewView.of(
        after,
        GroupPreview.of(after, subscriptions, today, money.of(caller.tenant(), subscriptions)),
        timelines(caller, subscriptions, today.plusMonths(MONTHS_SHOWN)),
        money.purse(
            caller.tenant(), after.identity().customerId(), after.currency(), subscriptions));
  }

  List<GroupPreviewView.MemberTimeline> timelines(
      Caller caller, List<Subscription> subscriptions, LocalDate until) {
    return subscriptions.stream()
        .map(
            state ->
                GroupPreviewView.MemberTimeline.of(
                    state.identity().subscriptionId(), timelines.of(caller.tenant(), state, until)))
        .toList();
  }
}
