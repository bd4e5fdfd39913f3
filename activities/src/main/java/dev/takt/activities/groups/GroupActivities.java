package dev.takt.activities.groups;

import dev.takt.activities.invoicing.LockedSubscription;
import dev.takt.activities.payments.PendingPaymentRows;
import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.receivables.TransactionWriter;
import dev.takt.activities.records.CustomerLocks;
import dev.takt.activities.records.History;
import dev.takt.activities.subscriptions.AuditSnapshot;
import dev.takt.activities.subscriptions.SubscriptionRecords;
import dev.takt.workflows.events.GroupEvent;
import dev.takt.workflows.events.SubscriptionEvent;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.GroupAcceptance;
import dev.takt.workflows.group.GroupCommand;
import dev.takt.workflows.group.GroupIdentity;
import dev.takt.workflows.group.GroupRequest;
import dev.takt.workflows.group.GroupVerdict;
import dev.takt.workflows.port.GroupStore;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Transition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The books of groups. Each call is one transaction: lock the group's row, then those of its
 * members and of who is to join, in order of id; decide on what they say; write all of them.
 */
@Component
public class GroupActivities implements GroupStore {
  private final TransactionTemplate transactionTemplate;
  private final GroupRecords groups;
  private final SubscriptionRecords subscriptions;
  private final PendingPaymentRows payments;
  private final JointInvoices invoices;
  private final TransactionWriter writer;
  private final History history;
  private final CustomerLocks customers;

  GroupActivities(
      PlatformTransactionManager transactions,
      GroupRecords groups,
      SubscriptionRecords subscriptions,
      PendingPaymentRows payments,
      JointInvoices invoices,
      TransactionWriter writer,
      History history,
      CustomerLocks customers) {
    this.transactionTemplate = new TransactionTemplate(transactions);
    this.groups = groups;
    this.subscriptions = subscriptions;
    this.payments = payments;
    this.invoices = invoices;
    this.writer = writer;
    this.history = history;
    this.customers = customers;
  }

  @Override
  public Answer form(
      Group group, List<String> subscriptionIds, Transition transition, String actor, Instant at) {
    return transactionTemplate.execute(
        status -> formed(group, subscriptionIds, transition, actor, at));
  }

  private Answer formed(
      Group group, List<String> subscriptionIds, Transition transition, String actor, Instant at) {
    GroupIdentity identity = group.identity();
    Optional<Group> known = groups.lock(identity.tenant(), identity.groupId());
    if (known.isPresent()) {
      return new Recorded(known.get(), groups.everIn(identity));
    }
    Refusal erased = customers.hold(identity.tenant(), identity.customerId());
    if (erased != null) {
      return new Refused(erased);
    }
    var command =
        new GroupCommand(
            "form", actor, null, null, new GroupRequest.Join(subscriptionIds, transition));
    return switch (decide(group, command, at)) {
      case GroupVerdict.Refused(Refusal refusal) -> new Refused(refusal);
      case GroupVerdict.Accepted(Group after, var members) -> {
        groups.insert(after, at);
        var transaction = new BooksTransaction(identity.tenant(), at);
        transaction.publish(
            new GroupEvent.Created(
                identity.groupId(), identity.customerId(), after.hours().dateAt(at)));
        write(transaction, command, "formed", group, after, members);
        yield new Recorded(after, ids(members));
      }
    };
  }

  @Override
  public Answer record(GroupIdentity identity, GroupCommand command, Instant at) {
    return transactionTemplate.execute(status -> recorded(lock(identity), command, at));
  }

  private Answer recorded(Group group, GroupCommand command, Instant at) {
    GroupIdentity identity = group.identity();
    if (group.recentRequests().contains(command.requestId())) {
      return new Recorded(group, groups.everIn(identity));
    }
    return switch (decide(group, command, at)) {
      case GroupVerdict.Refused(Refusal refusal) -> new Refused(refusal);
      case GroupVerdict.Accepted(Group after, var members) -> {
        groups.update(after, at);
        var transaction = new BooksTransaction(identity.tenant(), at);
        if (after.dissolvedOn() != null) {
          transaction.publish(dissolved(after, at));
        }
        write(transaction, command, action(command.request()), group, after, members);
        yield new Recorded(after, ids(members));
      }
    };
  }

  private GroupVerdict decide(Group group, GroupCommand command, Instant at) {
    GroupIdentity identity = group.identity();
    List<String> joining =
        command.request() instanceof GroupRequest.Join join ? join.subscriptionIds() : List.of();
    List<Subscription> locked =
        subscriptions.lock(identity.tenant(), identity.groupId(), joining).stream()
            .map(LockedSubscription::state)
            .toList();
    List<Subscription> members =
        locked.stream().filter(state -> identity.groupId().equals(state.groupId())).toList();
    return new GroupAcceptance(group, members, locked, at).decide(command);
  }

  /** The members' rows, their accruals, what is told of them, and who did it. */
  private void write(
      BooksTransaction transaction,
      GroupCommand command,
      String action,
      Group group,
      Group after,
      List<GroupVerdict.MemberChange> members) {
    Instant at = transaction.at();
    GroupIdentity identity = group.identity();
    LocalDate on = group.hours().dateAt(at);
    var entries = new ArrayList<History.Entry>();
    entries.add(
        new History.Entry(
            identity.tenant(),
            identity.groupId(),
            at,
            command.actor(),
            action,
            command.request(),
            Map.of("version", group.version()),
            Map.of("version", after.version()),
            null));
    for (GroupVerdict.MemberChange member : members) {
      entries.add(entry(command, member, on, at));
      transaction.publish(changed(member, identity, on));
    }
    if (!members.isEmpty()) {
      subscriptions.update(
          identity.tenant(),
          members.stream().map(GroupVerdict.MemberChange::after).toList(),
          on,
          at);
    }
    history.append(entries);
    writer.write(transaction);
  }

  private static History.Entry entry(
      GroupCommand command, GroupVerdict.MemberChange member, LocalDate on, Instant at) {
    boolean joins = member.after().groupId() != null;
    return new History.Entry(
        member.after().identity().tenant(),
        member.after().identity().subscriptionId(),
        at,
        command.actor(),
        joins ? "joinGroup" : "leaveGroup",
        Map.of(
            "groupId",
            String.valueOf(joins ? member.after().groupId() : member.before().groupId())),
        AuditSnapshot.of(member.before(), on),
        AuditSnapshot.of(member.after(), on),
        null);
  }

  private static SubscriptionEvent.Changed changed(
      GroupVerdict.MemberChange member, GroupIdentity identity, LocalDate on) {
    return SubscriptionEvent.Changed.group(
        member.after().identity().subscriptionId(),
        identity.customerId(),
        on,
        member.after().groupId() == null ? "leaveGroup" : "joinGroup",
        identity.groupId());
  }

  private static GroupEvent.Dissolved dissolved(Group group, Instant at) {
    return new GroupEvent.Dissolved(
        group.identity().groupId(), group.identity().customerId(), group.hours().dateAt(at));
  }

  private static String action(GroupRequest request) {
    return switch (request) {
      case GroupRequest.Join join -> "join";
      case GroupRequest.Leave leave -> "leave";
      case GroupRequest.Dissolve dissolve -> "dissolve";
    };
  }

  private static List<String> ids(List<GroupVerdict.MemberChange> members) {
    return members.stream().map(member -> member.after().identity().subscriptionId()).toList();
  }

  @Override
  public Answer bill(GroupIdentity identity, LocalDate on, Instant at) {
    return transactionTemplate.execute(
        status -> {
          Group group = lock(identity);
          return on.equals(group.nextDate()) ? billed(group, on, at) : behind(group);
        });
  }

  @Override
  public Behind load(GroupIdentity identity) {
    return transactionTemplate.execute(status -> behind(lock(identity)));
  }

  private Behind behind(Group group) {
    GroupIdentity identity = group.identity();
    return new Behind(group, payments.ofGroup(identity), groups.debts(identity));
  }

  private Answer billed(Group group, LocalDate on, Instant at) {
    GroupIdentity identity = group.identity();
    String tenant = identity.tenant();
    var transaction = new BooksTransaction(tenant, at);
    var outcome =
        invoices.bill(
            group, subscriptions.lock(tenant, identity.groupId(), List.of()), on, transaction);
    Group after = group.after(outcome.bill());
    if (!outcome.members().isEmpty()) {
      subscriptions.update(tenant, outcome.members(), on, at);
    }
    groups.update(after, at);
    writer.write(transaction);
    return new Billed(after, outcome.bill());
  }

  private Group lock(GroupIdentity identity) {
    return groups
        .lock(identity.tenant(), identity.groupId())
        .orElseThrow(
            () -> new IllegalStateException("no group " + identity.groupId() + " in the books"));
  }

  /** Ends a group because the test clock that it lives on is removed. A repeat changes nothing. */
  public void abandon(GroupIdentity identity, Instant at) {
    transactionTemplate.executeWithoutResult(
        status -> {
          Group group = lock(identity);
          if (group.dissolvedOn() == null) {
            groups.update(group.dissolved(group.hours().dateAt(at)), at);
            var transaction = new BooksTransaction(identity.tenant(), at);
            transaction.publish(dissolved(group, at));
            writer.write(transaction);
          }
        });
  }
}
