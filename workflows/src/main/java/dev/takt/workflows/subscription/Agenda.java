package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.BillingPosition;
import dev.takt.workflows.timeline.BillingResponsibility;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.Pause;
import dev.takt.workflows.timeline.Timeline;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says the one next step of a subscription. Within a day the order is: end, a charge that is billed
 * at once, start, pause start, pause end, end of the trial, renewal, end of a discount. (A price
 * change needs no step: the bill finds it.) What a group bills is on the group's agenda.
 */
public final class Agenda {
  private final Subscription subscription;
  private final Progress progress;
  private final Timeline timeline;
  private Step.@Nullable Dated first;

  private Agenda(Subscription subscription) {
    this.subscription = subscription;
    this.progress = subscription.progress();
    this.timeline = subscription.timeline();
  }

  /** What to do at {@code now}: the earliest event, or wait for it. */
  public static Step next(Subscription subscription, Instant now) {
    Step.Dated step = nextEvent(subscription);
    if (step == null) {
      return new Step.Wait(null, null);
    }
    Instant due = dueAt(subscription, step);
    return due.isAfter(now) ? new Step.Wait(due, step) : step;
  }

  /** When there will be something to do, or null when nothing is planned. It may be in the past. */
  public static @Nullable Instant dueAt(Subscription subscription) {
    Step.Dated step = nextEvent(subscription);
    return step == null ? null : dueAt(subscription, step);
  }

  /** The next date on which a bill is made, by its group or by itself, or null. */
  public static @Nullable LocalDate nextBillingDate(Subscription subscription) {
    return earlier(nextOwnBillingDate(subscription), nextJointBillingDate(subscription));
  }

  /** The next group date on which its group bills it, or null. */
  public static @Nullable LocalDate nextJointBillingDate(Subscription subscription) {
    BillingResponsibility turn = subscription.turn();
    if (turn == null || subscription.progress().endedOn() != null) {
      return null;
    }
    LocalDate date =
        earlier(
            subscription.standing(LocalDate.MIN).nextJointBillingDate(turn),
            subscription.chargesDue().nextJointDate());
    LocalDate changedOn = subscription.progress().changedOn();
    return date == null ? null : turn.membership().groupDateFrom(notBefore(date, changedOn));
  }

  /** The next date on which it makes a bill itself, or null. */
  private static @Nullable LocalDate nextOwnBillingDate(Subscription subscription) {
    LocalDate date = ownBillingDueOn(subscription);
    return date == null ? null : notBefore(date, subscription.progress().changedOn());
  }

  /** The date whose bill it makes next itself, or null; one before the latest request is late. */
  private static @Nullable LocalDate ownBillingDueOn(Subscription subscription) {
    if (subscription.progress().endedOn() != null) {
      return null;
    }
    BillingResponsibility turn = subscription.turn();
    BillingPosition standing = subscription.standing(LocalDate.MIN);
    return earlier(
        turn == null ? standing.nextBillingDate() : standing.nextOwnBillingDate(turn),
        subscription.chargesDue().nextOwnDate());
  }

  private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  /** The earliest event that has not happened yet, or null. */
  public static Step.@Nullable Dated nextEvent(Subscription subscription) {
    return subscription.progress().endedOn() != null ? null : new Agenda(subscription).earliest();
  }

  private Step.@Nullable Dated earliest() {
    LocalDate end = timeline.end();
    if (end != null) {
      offer(new Step.End(due(end)));
    }
    offerChargeAtOnce();
    if (!progress.activated()) {
      offer(new Step.Activate(due(subscription.terms().startDate())));
      offerChargeBeforeStart();
      return first;
    }
    offerPauses();
    offerEndOfTrial();
    LocalDate billing = nextOwnBillingDate(subscription);
    if (billing != null) {
      offer(new Step.Bill(billing));
    }
    offerEndsOfDiscounts();
    return first;
  }

  /** Earlier offers win on the same date: the caller offers in the order of a day. */
  private void offer(Step.Dated step) {
    if (first == null || step.on().isBefore(first.on())) {
      first = step;
    }
  }

  private void offerChargeAtOnce() {
    subscription
        .chargesDue()
        .atOnce()
        .ifPresent(charge -> offer(new Step.BillCharge(due(charge.askedOn()), charge.id())));
  }

  /** Before it starts there is no other bill than that of a charge's date. */
  private void offerChargeBeforeStart() {
    LocalDate date = subscription.chargesDue().nextOwnDate();
    if (date != null && date.isBefore(subscription.terms().startDate())) {
      offer(new Step.Bill(due(date)));
    }
  }

  private void offerPauses() {
    for (Pause pause : subscription.changes().pauses()) {
      Progress.StartedPause started = progress.started(pause.id());
      if (started == null || isToBeSettledAnew(pause, started)) {
        offerStart(pause);
      }
    }
    for (Pause pause : subscription.changes().pauses()) {
      Progress.StartedPause started = progress.started(pause.id());
      if (started != null && !started.resumed() && pause.to() != null) {
        offer(new Step.Resume(due(pause.to()), pause.id()));
      }
    }
  }

  private void offerStart(Pause pause) {
    offer(new Step.StartPause(due(pause.from()), pause.id()));
  }

  private boolean isToBeSettledAnew(Pause pause, Progress.StartedPause started) {
    if (started.resumed()) {
      return false;
    }
    boolean isMoved =
        !pause.from().equals(started.from()) || !Objects.equals(pause.to(), started.to());
    return isMoved || subscription.unsettled(pause, due(pause.from())) > started.unsettled();
  }

  private void offerEndOfTrial() {
    if (subscription.terms().trialDays() > 0 && !progress.trialOver()) {
      LocalDate trialEnd = timeline.trialEnd();
      if (trialEnd != null) {
        offer(new Step.EndTrial(due(trialEnd)));
      }
    }
  }

  /** Last on their day, since the bill does not wait for them. */
  private void offerEndsOfDiscounts() {
    timeline
        .endsOfDiscounts()
        .forEach(
            (id, endsOn) -> {
              if (!progress.endedDiscounts().contains(new Progress.EndedDiscount(id, endsOn))) {
                offer(new Step.EndDiscount(due(endsOn), id, endsOn));
              }
            });
  }

  /** A request that reaches back is carried out on the day it was made. */
  private LocalDate due(LocalDate date) {
    return notBefore(date, progress.changedOn());
  }

  private static LocalDate notBefore(LocalDate date, @Nullable LocalDate earliest) {
    return earliest == null || date.isAfter(earliest) ? date : earliest;
  }

  private static Instant dueAt(Subscription subscription, Step.Dated step) {
    BillingSchedule hours = subscription.hours();
    return switch (step) {
      case Step.Bill bill ->
          isLate(subscription, bill) ? hours.midnightOf(bill.on()) : hours.billingOn(bill.on());
      case Step.End end ->
          isAtOnce(subscription) ? hours.midnightOf(end.on()) : hours.startOf(end.on());
      case Step.Activate start -> hours.midnightOf(start.on());
      case Step.EndTrial end -> hours.startOf(end.on());
      case Step.StartPause start -> hours.startOf(start.on());
      case Step.Resume resume -> hours.startOf(resume.on());
      case Step.EndDiscount end -> hours.startOf(end.on());
      case Step.BillCharge bill -> hours.midnightOf(bill.on());
    };
  }

  /** What a request has made due for an earlier date does not wait for the hour of billing. */
  private static boolean isLate(Subscription subscription, Step.Bill bill) {
    LocalDate due = ownBillingDueOn(subscription);
    return due != null && due.isBefore(bill.on());
  }

  private static boolean isAtOnce(Subscription subscription) {
    Cancellation cancellation = subscription.changes().cancellation();
    return cancellation != null && cancellation.when() == Cancellation.When.IMMEDIATELY;
  }
}
