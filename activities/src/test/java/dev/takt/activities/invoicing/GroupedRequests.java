package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.GroupJoin;
import dev.takt.workflows.group.GroupRequest;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.Transition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What a customer's subscriptions and groups are asked for in a random world: everything that one
 * subscription may be asked for, and groups formed, signed up into, joined, left and dissolved.
 */
final class GroupedRequests {
  private static final int MOST_LIVES = 9;

  private final Random random;
  private final GroupedWorld world;
  private final Map<Life, RandomRequests> draws = new HashMap<>();
  private final boolean byMonth;
  private final int beat;
  int joined;

  GroupedRequests(Random random, GroupedWorld world) {
    this.random = random;
    this.world = world;
    this.byMonth = chance(75);
    this.beat = byMonth ? (chance(65) ? 1 : 2 + random.nextInt(2)) : 5 + random.nextInt(12);
  }

  /** One more subscription of the customer's. */
  void signUp(LocalDate today) {
    var draw = new RandomRequests(random, world.world);
    Terms terms = terms(draw, today);
    List<GroupLife> groups = world.living();
    GroupLife group = groups.isEmpty() || chance(40) ? null : one(groups);
    var entry = group == null ? null : new GroupJoin(group.state, transition());
    try {
      Life life =
          new Life(
              world.world,
              world.customer,
              terms,
              Life.card(),
              GroupedWorld.startOf(today),
              alone -> entry == null ? alone : entry.signedUp(alone));
      world.log.add(today + " " + life.id + " " + terms + " in " + life.state.groupId());
      world.lives.add(life);
      draws.put(life, draw);
      if (group != null) {
        group.refresh();
        joined++;
      }
    } catch (IllegalStateException refused) {
      // The interval is another, or the card: nobody was signed up.
      world.log.add(today + " not signed up: " + refused.getMessage());
    }
  }

  private Terms terms(RandomRequests draw, LocalDate today) {
    LocalDate start = today.plusDays(random.nextInt(70) - 30);
    if (chance(8)) {
      return draw.terms(start, byMonth ? RhythmUnit.WEEK : RhythmUnit.MONTH, 1);
    }
    if (byMonth && chance(15)) {
      return draw.terms(start, RhythmUnit.YEAR, 1);
    }
    boolean byWeek = !byMonth && beat % 7 == 0 && chance(50);
    int times = chance(70) ? 1 : 1 + random.nextInt(3);
    return byWeek
        ? draw.terms(start, RhythmUnit.WEEK, beat / 7 * times)
        : draw.terms(start, byMonth ? RhythmUnit.MONTH : RhythmUnit.DAY, beat * times);
  }

  /** Something, of somebody who is there. */
  void ask(LocalDate today) {
    if (world.lives.size() < MOST_LIVES && chance(8)) {
      signUp(today);
    }
    List<Life> alive = world.alive();
    if (!alive.isEmpty()) {
      if (chance(45)) {
        askGroup(today, one(alive));
      } else {
        askOne(today, one(alive));
      }
    }
  }

  private void askOne(LocalDate today, Life life) {
    RandomRequests draw = drawOf(life);
    Request request =
        chance(25)
            ? draw.on(world.dateOf(life, today))
            : chance(3) ? draw.end(today) : draw.request(life);
    world.log.add(today + " " + life.id + " " + request + " → " + life.ask(request));
  }

  private RandomRequests drawOf(Life life) {
    return Objects.requireNonNull(draws.get(life));
  }

  private void askGroup(LocalDate today, Life life) {
    List<GroupLife> groups = world.living();
    if (groups.isEmpty() || (groups.size() == 1 && chance(10))) {
      form(today);
      return;
    }
    carryOut(today, one(groups), ofGroup(life));
  }

  private GroupRequest ofGroup(Life life) {
    return switch (random.nextInt(6)) {
      case 0 -> new GroupRequest.Dissolve(rhythm());
      case 1, 2 -> new GroupRequest.Leave(life.id, rhythm());
      case 3 -> new GroupRequest.Join(List.of(life.id, one(world.lives).id), transition());
      default -> new GroupRequest.Join(List.of(life.id), transition());
    };
  }

  /** Something of a group, most likely of one of its members. */
  GroupRequest ofGroup(GroupLife group) {
    List<Life> members =
        world.alive().stream().filter(life -> group.id().equals(life.state.groupId())).toList();
    return chance(40) && !members.isEmpty()
        ? new GroupRequest.Leave(one(members).id, rhythm())
        : ofGroup(one(world.lives));
  }

  /** Has it done; refused, it leaves no trace. */
  @Nullable Refusal carryOut(LocalDate today, GroupLife group, GroupRequest request) {
    List<String> before = world.states();
    Refusal refusal = group.ask(request, world.lives, GroupedWorld.startOf(today));
    world.log.add(today + " " + group.id() + " " + request + " → " + refusal);
    if (refusal != null) {
      assertThat(world.states()).isEqualTo(before);
    } else if (request instanceof GroupRequest.Join join) {
      joined += join.subscriptionIds().size();
    }
    return refusal;
  }

  private void form(LocalDate today) {
    Group blank = blank(today);
    Transition transition = transition();
    List<Life> members = fitting(blank, transition, today);
    if (members.isEmpty()) {
      return;
    }
    GroupLife group =
        GroupLife.of(
            world.world, blank, members, transition, GroupedWorld.startOf(today), world.log);
    world.groups.add(group);
    joined += members.size();
    world.log.add(today + " formed " + group.state + " of " + members.size());
  }

  private Group blank(LocalDate today) {
    LocalDate anchor = today.plusDays(random.nextInt(100) - 40);
    RhythmUnit unit = byMonth ? RhythmUnit.MONTH : RhythmUnit.DAY;
    Rhythm rhythm =
        !byMonth && beat % 7 == 0 && chance(50)
            ? Rhythm.anchoredAt(RhythmUnit.WEEK, beat / 7, anchor)
            : Rhythm.anchoredAt(unit, beat, anchor);
    return GroupLife.blank(world.lives.getFirst(), rhythm, today);
  }

  /** Most of those that may. */
  private List<Life> fitting(Group blank, Transition transition, LocalDate today) {
    List<Life> members = new ArrayList<>();
    Group group = blank;
    for (Life life : world.alive()) {
      boolean fits = new GroupJoin(group, transition).objectionTo(life.state, today) == null;
      if (fits && chance(80)) {
        group = group.joinedBy(life.state.collection());
        members.add(life);
      }
    }
    return members;
  }

  /** All that are left end; the groups stay. */
  void endAll(LocalDate today) {
    for (Life life : world.alive()) {
      Request end = drawOf(life).end(today);
      assertThat(life.ask(end)).isNull();
      world.log.add(today + " " + life.id + " " + end);
    }
  }

  private Transition transition() {
    return random.nextBoolean() ? Transition.AT_START : Transition.ON_NEXT_DATE;
  }

  private GroupRequest.RhythmThen rhythm() {
    return random.nextBoolean() ? GroupRequest.RhythmThen.RESTORE : GroupRequest.RhythmThen.KEEP;
  }

  private <T> T one(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
