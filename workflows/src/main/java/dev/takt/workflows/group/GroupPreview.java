package dev.takt.workflows.group;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.settlement.MoneyTrail;
import dev.takt.workflows.subscription.JointSimulation;
import dev.takt.workflows.subscription.Preview;
import dev.takt.workflows.subscription.Simulation;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.NominalPeriod;
import dev.takt.workflows.timeline.RhythmChange;
import dev.takt.workflows.timeline.Transition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a group and of those that join or leave it: the same decisions that carry it
 * out, performed on values.
 *
 * @param members those that are in it, or have just left it
 * @param invoices the next ones in order of date: joint ones, and those of single members
 * @param left what would be left to the customer as balance, in order of date
 */
public record GroupPreview(
    List<Member> members, List<PlannedInvoice> invoices, List<Preview.Left> left) {
  private static final int JOINT_INVOICES = 3;
  private static final int MOST_DATES = 60;
  private static final int OWN_INVOICES = 2;

  public GroupPreview {
    members = List.copyOf(members);
    invoices = List.copyOf(invoices);
    left = left.stream().sorted(Comparator.comparing(Preview.Left::on)).toList();
  }

  /**
   * A subscription on its way into step or out of it.
   *
   * @param from the first day in the rhythm that it takes up; null where that is undone
   * @param transition null where it is in no group
   * @param transitional the short period to the first date of that rhythm, where there is one
   * @param amount what that costs, in minor units
   */
  public record Member(
      Subscription subscription,
      @Nullable LocalDate from,
      @Nullable Transition transition,
      @Nullable Period transitional,
      long amount) {}

  /** An invoice that would be issued, joint or for one subscription. */
  public record PlannedInvoice(LocalDate issueDate, boolean joint, List<Preview.Part> parts) {}

  /**
   * The future of a group.
   *
   * @param group as it would be
   * @param subscriptions its members, and who has just left it, as they would be
   * @param trail the money of their invoices
   */
  public static GroupPreview of(
      Group group, List<Subscription> subscriptions, LocalDate today, MoneyTrail trail) {
    List<Subscription> together =
        subscriptions.stream().filter(subscription -> subscription.groupId() != null).toList();
    JointSimulation simulation = JointSimulation.of(together, today, trail);
    List<PlannedInvoice> invoices = new ArrayList<>(together(group, simulation, today));
    List<Preview.Left> left = new ArrayList<>();
    simulation.members().forEach(member -> left.addAll(member.left()));
    for (Subscription alone : subscriptions) {
      if (alone.groupId() == null) {
        Preview preview = Preview.of(alone, today, trail, OWN_INVOICES);
        preview.invoices().forEach(invoice -> invoices.add(own(invoice)));
        left.addAll(preview.left());
      }
    }
    invoices.sort(Comparator.comparing(PlannedInvoice::issueDate));
    return new GroupPreview(
        subscriptions.stream().map(GroupPreview::member).toList(), invoices, left);
  }

  /** The next joint invoices, and what members are invoiced for alone until then. */
  private static List<PlannedInvoice> together(
      Group group, JointSimulation together, LocalDate today) {
    List<PlannedInvoice> invoices = new ArrayList<>();
    LocalDate date = together.members().isEmpty() ? null : group.nextDate();
    int joint = 0;
    for (int dates = 0; date != null && joint < JOINT_INVOICES && dates < MOST_DATES; dates++) {
      for (Simulation life : together.members()) {
        life.liveUntil(date).forEach(own -> invoices.add(own(own)));
      }
      List<Preview.Part> parts = together.bill(date);
      if (!parts.isEmpty()) {
        invoices.add(new PlannedInvoice(date.isBefore(today) ? today : date, true, parts));
        joint++;
      }
      date = group.rhythm().periodAt(date).to();
    }
    return invoices;
  }

  private static PlannedInvoice own(Preview.PlannedInvoice invoice) {
    return new PlannedInvoice(invoice.issueDate(), false, invoice.parts());
  }

  /** How a subscription takes up the rhythm that it was given last. */
  public static Member member(Subscription subscription) {
    List<RhythmChange> rhythms = subscription.changes().rhythms();
    RhythmChange joining = subscription.joining();
    Transition transition =
        joining == null || joining.membership() == null ? null : joining.membership().transition();
    NominalPeriod first =
        rhythms.isEmpty()
            ? null
            : subscription.timeline().firstAfter(rhythms.getLast().askedOn()).orElse(null);
    if (first == null || !first.firstDate().isAfter(first.start())) {
      LocalDate from = first == null ? null : first.firstDate();
      return new Member(subscription, from, transition, null, 0);
    }
    long amount = first.active().stream().mapToLong(span -> span.amount(first.days())).sum();
    return new Member(
        subscription,
        first.firstDate(),
        transition,
        new Period(first.firstDate(), first.to()),
        amount);
  }
}
