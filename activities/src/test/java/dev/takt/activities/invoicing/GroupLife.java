package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.GroupAgenda;
import dev.takt.workflows.group.GroupCommand;
import dev.takt.workflows.group.GroupIdentity;
import dev.takt.workflows.group.GroupRequest;
import dev.takt.workflows.group.GroupStep;
import dev.takt.workflows.group.JointBill;
import dev.takt.workflows.port.GroupStore;
import dev.takt.workflows.subscription.Charge;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.PaymentTask;
import dev.takt.workflows.subscription.PendingPayments;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.Owed;
import dev.takt.workflows.timeline.SetOff;
import dev.takt.workflows.timeline.Transition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group that lives as its workflow would have it; every call is made twice, as after a crash. */
final class GroupLife {
  final World world;
  final List<JointBill> bills = new ArrayList<>();
  final List<String> log;
  Group state;
  private PendingPayments pending = PendingPayments.NONE;

  private GroupLife(World world, Group state, List<String> log) {
    this.world = world;
    this.state = state;
    this.log = log;
  }

  /** A group that is not formed yet, of a customer's and from today on. */
  static Group blank(Life one, Rhythm rhythm, LocalDate today) {
    var identity =
        new GroupIdentity(one.world.merchantId, false, Ids.next("grp"), one.customer, null);
    return Group.formed(identity, one.state.hours(), "DKK", rhythm, today);
  }

  /** A group that is formed of some subscriptions; throws where they are refused. */
  static GroupLife of(
      World world,
      Group group,
      List<Life> members,
      Transition transition,
      Instant now,
      List<String> log) {
    var life = new GroupLife(world, group, log);
    List<String> ids = members.stream().map(member -> member.id).toList();
    for (int i = 0; i < 2; i++) {
      switch (world.groupBooks.form(group, ids, transition, "key_1", now)) {
        case GroupStore.Recorded(Group formed, var told) -> {
          life.state = formed;
          assertThat(told).containsExactlyInAnyOrderElementsOf(ids);
        }
        case GroupStore.Refused(Refusal refusal) ->
            throw new IllegalStateException(refusal.detail());
        case GroupStore.Answer other -> throw new IllegalStateException(other.toString());
      }
    }
    members.forEach(member -> member.actors.add("key_1"));
    members.forEach(Life::catchUp);
    return life;
  }

  boolean isOver() {
    return state.dissolvedOn() != null;
  }

  String id() {
    return state.identity().groupId();
  }

  /** Takes in what the books say, as after a sign-up into it. */
  void refresh() {
    state = World.bean(GroupStore.class).load(state.identity()).group();
  }

  /** Does what is due. */
  void settle(List<Life> lives, Instant now) {
    while (true) {
      PaymentTask task = pending.next();
      if (task != null) {
        collect(task, now);
      } else {
        switch (GroupAgenda.next(state, now)) {
          case GroupStep.Wait _ -> {
            return;
          }
          case GroupStep.Bill(var on) -> bill(on, lives, now);
        }
      }
    }
  }

  private void collect(PaymentTask task, Instant now) {
    if (!(task instanceof PaymentTask.Collect(Charge charge))) {
      throw new IllegalStateException("a group gives nothing back: " + task);
    }
    CollectionMethod paid = state.collection();
    String method = paid == null ? null : paid.paymentMethodId();
    Life.collect(world, charge, method, now, log);
    Life.collect(world, charge, method, now, log);
    pending = pending.without(task);
  }

  private void bill(LocalDate on, List<Life> lives, Instant now) {
    note(on, lives);
    switch (world.groupBooks.bill(state.identity(), on, now)) {
      case GroupStore.Billed(var _, JointBill bill) -> bills.add(bill);
      case GroupStore.Answer other -> throw new IllegalStateException(other.toString());
    }
    log.add("joint bill " + bills.getLast());
    checkUsed(on, lives);
    switch (world.groupBooks.bill(state.identity(), on, now)) {
      // The first answer was lost: the books have it all the same.
      case GroupStore.Behind(Group row, PendingPayments due, var _) -> {
        state = row;
        pending = due;
      }
      case GroupStore.Answer other -> throw new IllegalStateException(other.toString());
    }
    assertThat(pending.charges())
        .containsAll(PendingPayments.of(bills.getLast().charge()).charges());
    assertThat(state.billedOn()).isEqualTo(on);
  }

  /** What each is about to be billed for: nobody else will tell it. */
  private void note(LocalDate on, List<Life> lives) {
    Map<String, Owed> owed = new HashMap<>();
    List<Subscription> rows = lives.stream().map(this::read).toList();
    boolean rests =
        rows.stream()
            .filter(row -> id().equals(row.groupId()) && row.progress().endedOn() == null)
            .noneMatch(row -> GroupedWorld.isServed(row, on));
    for (int i = 0; i < lives.size() && !rests; i++) {
      Subscription row = rows.get(i);
      Life life = lives.get(i);
      if (id().equals(row.groupId()) && row.progress().endedOn() == null) {
        owed.put(life.id, row.owedJointly(on));
      }
    }
    Map<String, Bill> about = SetOff.bills(owed);
    for (Life life : lives) {
      about
          .getOrDefault(life.id, Bill.NOTHING)
          .lines()
          .forEach(line -> life.lines.add(line.billedBy("joint")));
    }
  }

  private Subscription read(Life life) {
    return world.books.load(life.state.identity()).subscription();
  }

  /** No member's credit waits that the invoice has room for, nor what others have left. */
  private void checkUsed(LocalDate on, List<Life> lives) {
    String invoice = bills.getLast().invoiceId();
    if (invoice != null) {
      for (Life life : lives) {
        Subscription row = read(life);
        if (id().equals(row.groupId()) && row.progress().endedOn() == null) {
          UsedCredit.of(row, on, world, invoice);
        }
      }
      UsedCredit.left(world, invoice);
    }
  }

  /** Asks for something now: null when it is granted. */
  @Nullable Refusal ask(GroupRequest request, List<Life> lives, Instant now) {
    var command = new GroupCommand(Ids.next("req"), "key_1", null, null, request);
    for (int i = 0; i < 2; i++) {
      boolean first = i == 0;
      switch (world.groupBooks.record(state.identity(), command, now)) {
        case GroupStore.Recorded(Group after, var told) -> {
          state = after;
          for (Life life : lives) {
            if (told.contains(life.id)) {
              if (first) {
                life.actors.add("key_1");
              }
              life.catchUp();
            }
          }
        }
        case GroupStore.Refused(Refusal refusal) -> {
          return refusal;
        }
        case GroupStore.Answer other -> throw new IllegalStateException(other.toString());
      }
    }
    return null;
  }
}
