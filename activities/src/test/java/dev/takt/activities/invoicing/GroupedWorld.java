package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.workflows.group.GroupAgenda;
import dev.takt.workflows.group.JointBill;
import dev.takt.workflows.settlement.MoneyTrail;
import dev.takt.workflows.subscription.Agenda;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.Membership;
import dev.takt.workflows.timeline.NominalPeriod;
import dev.takt.workflows.timeline.Reckoning;
import dev.takt.workflows.timeline.RhythmChange;
import dev.takt.workflows.timeline.Transition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One customer's subscriptions and groups, and time that passes for all of them together: from one
 * due instant to the next, at each of them the subscriptions before the groups.
 */
final class GroupedWorld {
  final World world = new World();
  final String customer;
  final List<Life> lives = new ArrayList<>();
  final List<GroupLife> groups = new ArrayList<>();
  final List<String> log = new ArrayList<>();

  GroupedWorld(String token) {
    this.customer = world.customerWithCard(token);
  }

  /** The groups that are not dissolved. */
  List<GroupLife> living() {
    return groups.stream().filter(group -> !group.isOver()).toList();
  }

  /** Those that have not ended. */
  List<Life> alive() {
    return lives.stream().filter(life -> life.state.progress().endedOn() == null).toList();
  }

  /** The first moment of a date, for the merchant. */
  static Instant startOf(LocalDate date) {
    return date.atStartOfDay(World.ZONE).toInstant();
  }

  /** The next date that matters to the group that somebody is in, or just some date. */
  LocalDate dateOf(Life life, LocalDate today) {
    return living().stream()
        .filter(group -> group.id().equals(life.state.groupId()))
        .map(group -> group.state.nextDate())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(today.plusDays(30));
  }

  /** All that the books say of subscriptions and groups, and how much has happened. */
  List<String> states() {
    return world.texts(
        """
        select state::text from (
          select id, state from subscription where tenant = :tenant
          union all select id, state from billing_group where tenant = :tenant
          union all select 'h', to_jsonb(count(*)) from history where tenant = :tenant
          union all select 'p', to_jsonb(count(*)) from posting where tenant = :tenant
          union all select 'e', to_jsonb(count(*)) from event where tenant = :tenant) as everything
        order by id
        """);
  }

  /** The money of what subscriptions were billed for. */
  MoneyTrail money(Collection<Subscription> subscriptions) {
    var invoices = new LinkedHashMap<String, MoneyTrail.Invoice>();
    var credits = new LinkedHashMap<String, List<MoneyTrail.Source>>();
    for (Subscription subscription : subscriptions) {
      MoneyTrail money = Life.money(world, subscription);
      money.invoices().forEach(invoice -> invoices.put(invoice.id(), invoice));
      credits.putAll(money.credits());
    }
    return new MoneyTrail(List.copyOf(invoices.values()), credits);
  }

  /** Lets time pass up to the first moment of a date, and all happen that is due at it. */
  void until(LocalDate date) {
    Instant to = startOf(date);
    Instant due = nextDue();
    Instant last = Instant.MIN;
    while (due != null && due.isBefore(to)) {
      assertThat(due).as("what was due is done").isAfter(last);
      happen(due);
      last = due;
      due = nextDue();
    }
    happen(to);
  }

  private void happen(Instant at) {
    LocalDate date = at.atZone(World.ZONE).toLocalDate();
    lives.forEach(life -> live(life, date));
    groups.forEach(group -> settle(group, at, date));
  }

  /** A group in which nobody has service issues nothing. */
  private void settle(GroupLife group, Instant at, LocalDate date) {
    int before = group.bills.size();
    boolean rests = nobodyIsServed(group.id(), date);
    group.settle(lives, at);
    for (JointBill bill : group.bills.subList(before, group.bills.size())) {
      assertThat(bill.invoiceId() == null || !rests)
          .as("an invoice of %s on %s, when it rests", group.id(), date)
          .isTrue();
    }
  }

  private boolean nobodyIsServed(String groupId, LocalDate date) {
    return alive().stream()
        .map(life -> world.books.load(life.state.identity()).subscription())
        .filter(state -> groupId.equals(state.groupId()) && state.progress().endedOn() == null)
        .noneMatch(state -> isServed(state, date));
  }

  static boolean isServed(Subscription state, LocalDate date) {
    return Reckoning.of(state.terms(), state.changes(), date.plusDays(1)).active().stream()
        .anyMatch(day -> day.date().equals(date));
  }

  /** A member does not bill itself what is its group's to bill, but where the group rests. */
  private void live(Life life, LocalDate date) {
    RhythmChange joining = life.state.joining();
    Membership membership = joining == null ? null : joining.membership();
    boolean rests =
        membership != null && nobodyIsServed(membership.groupId(), membership.groupDateFrom(date));
    LocalDate own = joining == null || rests ? null : lastOwnDay(life.state, joining);
    int before = life.lines.size();
    life.until(date);
    if (own != null && life.state.progress().endedOn() == null) {
      for (BilledLine line : life.lines.subList(before, life.lines.size())) {
        if (line.kind() == BilledLine.Kind.SERVICE) {
          assertThat(line.nominalStart().plusDays(line.position()))
              .as("service that %s bills itself in step %s", life.id, joining)
              .isBefore(own);
        }
      }
    }
  }

  /**
   * Where a member's own affairs end: with the period that ran when it joined, or AT_START with the
   * transitional one.
   */
  private static @Nullable LocalDate lastOwnDay(Subscription member, RhythmChange joining) {
    Membership membership = joining.membership();
    LocalDate from =
        member.timeline().firstAfter(joining.askedOn()).map(NominalPeriod::firstDate).orElse(null);
    if (from == null || membership == null) {
      return null;
    }
    return membership.transition() == Transition.AT_START ? membership.groupDateFrom(from) : from;
  }

  private @Nullable Instant nextDue() {
    return Stream.concat(
            alive().stream().map(life -> Agenda.dueAt(life.state)),
            living().stream().map(group -> GroupAgenda.dueAt(group.state)))
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }
}
