package dev.takt.workflows.subscription;

import dev.takt.workflows.money.Purse;
import dev.takt.workflows.settlement.MoneyTrail;
import dev.takt.workflows.settlement.Settlement;
import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.BillingResponsibility;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.Pause;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.RefundClaim;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The future of a subscription, performed on values. */
public final class Simulation {
  private static final int MOST_STEPS = 500;
  private static final int MOST_JOINT_DATES = 120;

  private final List<Preview.PlannedInvoice> invoices = new ArrayList<>();
  private final PlannedCredits credits = new PlannedCredits();
  private final List<BilledLine> planned = new ArrayList<>();
  private final List<PlannedEarnings.Extra> extras = new ArrayList<>();
  private final List<Preview.Left> left = new ArrayList<>();
  private final PlannedMoney money;
  private final List<Subscription> others;
  private Subscription subscription;

  /** When what is done now is done: documents bear it. A missed step's own date lies before it. */
  private LocalDate date;

  private LocalDate jointFrom;
  private int jointDates;

  /**
   * A simulation that begins today.
   *
   * @param today the business date
   * @param trail the money of its invoices, as far as it is known
   * @param others the other members of its group, as they are
   */
  Simulation(
      Subscription subscription, LocalDate today, MoneyTrail trail, List<Subscription> others) {
    this.subscription = subscription;
    this.others = List.copyOf(others);
    this.date = today;
    this.jointFrom = today;
    this.money = new PlannedMoney(subscription.identity().subscriptionId(), trail);
  }

  Preview outcome(Subscription before, LocalDate today) {
    List<BilledLine> lines = Stream.concat(before.billed().stream(), planned.stream()).toList();
    PlannedEarnings earnings = new PlannedEarnings(before, subscription, date);
    return new Preview(
        List.copyOf(invoices),
        credits.all(),
        earnings.from(YearMonth.from(today), lines, extras),
        List.copyOf(left));
  }

  /** The invoices that it has issued itself, and the joint ones that it is on, by date. */
  List<Preview.PlannedInvoice> invoices() {
    return invoices;
  }

  /** What it has left to its customer, by date. */
  public List<Preview.Left> left() {
    return List.copyOf(left);
  }

  String id() {
    return subscription.identity().subscriptionId();
  }

  /** As it is by now. */
  Subscription subscription() {
    return subscription;
  }

  /**
   * Does what comes next, its own or its group's; false where nothing is to come.
   *
   * @param group itself and the others that it is billed with
   */
  boolean step(JointSimulation group) {
    LocalDate joint = nextJointDate();
    Step.Dated step = Agenda.nextEvent(subscription);
    if (joint != null && (step == null || joint.isBefore(step.on()))) {
      jointFrom = joint.plusDays(1);
      jointDates++;
      List<Preview.Part> parts = group.bill(joint);
      if (parts.stream().anyMatch(part -> part.subscription().identity().equals(identity()))) {
        invoices.add(new Preview.PlannedInvoice(joint, parts));
      }
      return true;
    }
    if (step != null) {
      perform(step);
    }
    return step != null;
  }

  private Identity identity() {
    return subscription.identity();
  }

  /**
   * The next group date; null where there is none, or neither a bill nor a credit that might lower
   * the others' is to come.
   */
  private @Nullable LocalDate nextJointDate() {
    BillingResponsibility turn = subscription.turn();
    boolean isOver =
        subscription.progress().endedOn() != null
            || jointDates >= MOST_JOINT_DATES
            || (Agenda.nextJointBillingDate(subscription) == null
                && subscription.changes().charges().isEmpty()
                && subscription.standing(date).claims().isEmpty());
    return turn == null || isOver ? null : turn.membership().groupDateFrom(jointFrom);
  }

  /**
   * Does itself all that is due up to and with a date, since a group's bill comes after it: the
   * answer is the invoices that it issues.
   */
  public List<Preview.PlannedInvoice> liveUntil(LocalDate until) {
    int before = invoices.size();
    Step.Dated step = Agenda.nextEvent(subscription);
    for (int steps = 0; step != null && !step.on().isAfter(until) && steps < MOST_STEPS; steps++) {
      perform(step);
      step = Agenda.nextEvent(subscription);
    }
    return List.copyOf(invoices.subList(before, invoices.size()));
  }

  /** Is billed jointly on a group date. */
  public void billJointly(LocalDate on, Bill bill) {
    if (subscription.progress().endedOn() == null) {
      date = on.isAfter(date) ? on : date;
      subscription = subscription.after(Fact.Billed.elsewhere(on, issued(bill), bill.chargeIds()));
    }
  }

  private void perform(Step.Dated step) {
    date = step.on().isAfter(date) ? step.on() : date;
    Fact fact =
        switch (step) {
          case Step.Activate start -> new Fact.Activated(start.on());
          case Step.EndTrial end -> new Fact.TrialEnded(end.on());
          case Step.StartPause pause -> start(pause);
          case Step.Resume resume -> new Fact.Resumed(resume.on(), resume.pauseId());
          case Step.Bill bill -> fact(bill.on(), subscription.ownBillOn(bill.on()));
          case Step.BillCharge bill ->
              fact(bill.on(), subscription.billOfCharge(bill.chargeId(), bill.on()));
          case Step.End end -> end(end);
          case Step.EndDiscount end ->
              new Fact.DiscountEnded(end.on(), end.discountId(), end.endsOn());
        };
    subscription = subscription.after(fact);
  }

  private Fact fact(LocalDate on, Bill bill) {
    return Fact.Billed.elsewhere(on, billed(bill), bill.chargeIds());
  }

  private List<BilledLine> billed(Bill bill) {
    if (bill.needsInvoice()) {
      invoices.add(new Preview.PlannedInvoice(date, List.of(new Preview.Part(subscription, bill))));
    }
    return issued(bill);
  }

  private List<BilledLine> issued(Bill bill) {
    if (!bill.isFree()) {
      money.issue(bill);
    }
    bill.extras().forEach(extra -> extras.add(new PlannedEarnings.Extra(date, extra)));
    return remembered(bill.lines().stream().map(line -> line.billedBy("planned")).toList());
  }

  private List<BilledLine> remembered(List<BilledLine> lines) {
    planned.addAll(lines);
    return lines;
  }

  private Fact start(Step.StartPause step) {
    Bill before = GroupRest.billBefore(subscription, others, step.on());
    List<BilledLine> lines = new ArrayList<>(billed(before));
    Subscription billed =
        subscription.withBilled(
            Stream.concat(subscription.billed().stream(), lines.stream()).toList(),
            subscription.billedSince());
    Pause pause = subscription.timeline().pause(step.pauseId());
    if (pause != null) {
      lines.addAll(credit(causeOf(pause), billed.claimsOfPause(step.pauseId(), step.on())));
    }
    return new Fact.PauseStarted(
        step.on(), step.pauseId(), lines, null, List.of(), null, before.chargeIds());
  }

  private Fact end(Step.End step) {
    List<BilledLine> lines = new ArrayList<>(billed(subscription.billOn(step.on())));
    Subscription billed = subscription.after(new Fact.Billed(step.on(), lines, null));
    Cancellation cancellation = subscription.changes().cancellation();
    List<RefundClaim> claims = billed.claimsAtEnd(step.on());
    lines.addAll(credit(causeOf(cancellation), claims));
    return new Fact.Ended(step.on(), lines, null, List.of());
  }

  private static Settlement.Cause causeOf(Pause pause) {
    return pause.settlement() == PauseSettlement.REFUND
        ? Settlement.Cause.PAUSE_REFUND
        : Settlement.Cause.PAUSE_BALANCE;
  }

  private static Settlement.Cause causeOf(@Nullable Cancellation cancellation) {
    return cancellation != null && cancellation.settlement() == Cancellation.Settlement.REFUND
        ? Settlement.Cause.END_REFUND
        : Settlement.Cause.END_BALANCE;
  }

  private List<BilledLine> credit(Settlement.Cause cause, List<RefundClaim> claims) {
    List<BilledLine> lines = new ArrayList<>();
    for (PlannedMoney.Met met : money.settle(claims, cause)) {
      credits.add(date, met);
      leave(met);
      long amount = met.claim().amount() - met.pending();
      if (amount > 0) {
        lines.add(credited(met.claim(), amount));
      }
    }
    return remembered(lines);
  }

  private void leave(PlannedMoney.Met met) {
    RefundClaim claim = met.claim();
    if (met.kept() > 0) {
      left.add(
          new Preview.Left(
              date,
              new Purse.Credit(
                  id(), claim.servicePeriod(), claim.price().vatBucket(), met.kept())));
    }
  }

  /** A claim that is met in full unbills its days; else they stay billed, and the rest pends. */
  private static BilledLine credited(RefundClaim claim, long met) {
    return new BilledLine(
        BilledLine.Kind.CREDIT,
        "planned",
        "planned",
        claim.nominalStart(),
        claim.days(),
        claim.position(),
        met == claim.amount() ? claim.length() : 0,
        -met,
        claim.price().vatRate(),
        claim.price().includesVat(),
        claim.price().total());
  }
}
