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
import dev.takt.workflows.port.GroupBooks;
import dev.takt.workflows.subscription.Charge;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.timeline.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group that lives as its workflow would have it; every call is made twice, as after a crash. */
final class GroupLife {
  final World world;
  final List<String> log = new ArrayList<>();
  Group state;

  private GroupLife(World world, Group state) {
    this.world = world;
    this.state = state;
  }

  /** A group that is formed of some of a customer's subscriptions. */
  static GroupLife of(List<Life> members, Rhythm rhythm, Transition transition) {
    Life one = members.getFirst();
    var identity =
        new GroupIdentity(one.world.merchantId, false, Ids.next("grp"), one.customer, null);
    Group group = Group.formed(identity, one.state.hours(), "DKK", rhythm, one.today());
    var life = new GroupLife(one.world, group);
    List<String> ids = members.stream().map(member -> member.id).toList();
    for (int i = 0; i < 2; i++) {
      switch (life.world.groupBooks.form(group, ids, transition, "key_1", one.now)) {
        case GroupBooks.Recorded(Group formed, var told) -> {
          life.state = formed;
          assertThat(told).containsExactlyInAnyOrderElementsOf(ids);
        }
        case GroupBooks.Refused(Refusal refusal) ->
            throw new IllegalStateException(refusal.detail());
        case GroupBooks.Answer other -> throw new IllegalStateException(other.toString());
      }
    }
    members.forEach(Life::catchUp);
    return life;
  }

  /** Does what is due. */
  void settle(Instant now) {
    while (true) {
      switch (GroupAgenda.next(state, now)) {
        case GroupStep.Wait _ -> {
          return;
        }
        case GroupStep.Collect(Charge charge) -> {
          world.payments.collect(world.tenant, charge, null, now);
          world.payments.collect(world.tenant, charge, null, now);
          state = state.collected();
        }
        case GroupStep.Bill(var on) -> {
          log.add("bill of " + on);
          var answer = world.groupBooks.bill(state.identity(), on, now);
          assertThat(answer).isInstanceOf(GroupBooks.Billed.class);
          if (world.groupBooks.bill(state.identity(), on, now)
              instanceof GroupBooks.Behind(Group row, var _)) {
            // The first answer was lost: the books have it all the same.
            state = state.caughtUpWith(row);
          }
          assertThat(state.billedOn()).isEqualTo(on);
        }
      }
    }
  }

  /** Asks for something now: null when it is granted. */
  @Nullable Refusal ask(GroupRequest request, List<Life> lives, Instant now) {
    log.add(now + " " + request);
    var command = new GroupCommand(Ids.next("req"), "key_1", null, null, request);
    for (int i = 0; i < 2; i++) {
      switch (world.groupBooks.record(state.identity(), command, now)) {
        case GroupBooks.Recorded(Group after, var told) -> {
          state = state.caughtUpWith(after);
          lives.stream().filter(life -> told.contains(life.id)).forEach(Life::catchUp);
        }
        case GroupBooks.Refused(Refusal refusal) -> {
          return refusal;
        }
        case GroupBooks.Answer other -> throw new IllegalStateException(other.toString());
      }
    }
    return null;
  }
}
