package dev.takt.workflows.dunning;

import dev.takt.workflows.calendar.BankingDays;
import dev.takt.workflows.calendar.QuietHours;
import dev.takt.workflows.port.Messages;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says the one next step of a case, and why it is done just then. What it says is recorded in the
 * case; workflows only wait for it.
 */
public final class DunningPlan {
  /** When messages go and service is withheld on a day, in the merchant's time. */
  private static final LocalTime OFFICE = LocalTime.of(9, 0);

  private final BankingDays days;
  private final RetryTimes times;
  private final StepDays stepDays;
  private final LostDays lost;

  public DunningPlan(BankingDays days) {
    this.days = days;
    this.times = new RetryTimes(days);
    this.stepDays = new StepDays(days);
    this.lost = new LostDays(times, stepDays);
  }

  /** The next step; null where nothing is left to do, or a person or a payment is waited for. */
  public @Nullable NextStep next(DunningCase open, Instant now) {
    if (open.status() == CaseStatus.WAITING) {
      return opening(open);
    }
    if (open.status().isClosed()) {
      return farewell(open, now);
    }
    if (open.status() != CaseStatus.OPEN) {
      return null;
    }
    if (open.effects().toRestore()) {
      return NextStep.of(
          NextStep.Kind.RESTORE, NextStep.EXTRA, now, "The invoice is paid: service resumes.");
    }
    LocalDate heldUntil = open.waits().heldUntil();
    if (heldUntil != null) {
      Instant over = heldUntil.atStartOfDay(open.zone()).toInstant();
      return NextStep.of(
          NextStep.Kind.RELEASE,
          NextStep.EXTRA,
          over,
          open.isHeldForBank()
              ? "The bank was not read through the banking day before: it is looked at again."
              : "The hold that was asked for is over.");
    }
    if (open.waits().newCard() != null) {
      return NextStep.of(
          NextStep.Kind.RETRY,
          NextStep.EXTRA,
          now,
          "The customer has given another card: nothing is left to wait for.");
    }
    if (open.waits().person()) {
      return null;
    }
    CaseProgress.Fault fault = open.course().fault();
    NextStep step = fault == null ? earliest(open, now) : FaultTimes.next(open, fault);
    return step == null || step.kind() != NextStep.Kind.MESSAGE
        ? step
        : new UpcomingSteps(this).told(open, step);
  }

  private NextStep opening(DunningCase waiting) {
    LocalDate last = days.onOrAfter(waiting.country(), waiting.dueDate());
    String moved =
        last.equals(waiting.dueDate())
            ? ""
            : ", moved from " + waiting.dueDate() + ", on which banks were closed";
    return NextStep.of(
        NextStep.Kind.OPEN,
        NextStep.EXTRA,
        last.plusDays(1).atStartOfDay(waiting.zone()).toInstant(),
        "The day after the last day to pay, " + last + moved + ".");
  }

  private @Nullable NextStep farewell(DunningCase closed, Instant now) {
    if (closed.effects().toRestore()) {
      return NextStep.of(
          NextStep.Kind.RESTORE,
          NextStep.EXTRA,
          now,
          "Nothing is due any more: it is over at once.");
    }
    if (closed.effects().told() && closed.status() == CaseStatus.RECOVERED) {
      return NextStep.message(
          NextStep.EXTRA,
          QuietHours.NIGHT.after(now, closed.zone()),
          "Whoever was asked to pay is told that it is paid.",
          Messages.Channel.EMAIL,
          Messages.Template.PAYMENT_RECEIVED);
    }
    return null;
  }

  private @Nullable NextStep earliest(DunningCase open, Instant now) {
    NextStep first = null;
    for (int i : LostDays.candidates(open)) {
      NextStep step = planned(open, i, open.track().get(i), now);
      if (step != null && (first == null || step.at().isBefore(first.at()))) {
        first = step;
      }
    }
    return first;
  }

  /** How many days a case has stood still with something to be done. */
  long lostDays(DunningCase open, Instant now) {
    return lost.of(open, now);
  }

  @Nullable NextStep planned(DunningCase open, int index, DunningStep step, Instant now) {
    LocalDate day = stepDays.of(open, step);
    Instant office = latest(day.atTime(OFFICE).atZone(open.zone()).toInstant(), now);
    String when = onDay(open, step);
    return switch (step) {
      case DunningStep.Retry retry -> times.of(open, index, retry, now);
      case DunningStep.Message message ->
          NextStep.message(
              index,
              decently(open, message.afterDays() == 0 ? now : office),
              when + ", outside the hours in which customers are left alone.",
              message.channel(),
              message.template());
      case DunningStep.Suspend suspend ->
          NextStep.of(
              NextStep.Kind.SUSPEND, index, office, when + ": the grace period is over, unpaid.");
      case DunningStep.End end ->
          NextStep.of(NextStep.Kind.END, index, office, when + ": nothing has helped.");
      case DunningStep.WriteOff off ->
          NextStep.of(NextStep.Kind.WRITE_OFF, index, office, when + ": nothing has helped.");
      case DunningStep.WaitForPerson wait ->
          NextStep.of(
              NextStep.Kind.WAIT_FOR_PERSON,
              index,
              office,
              when + ": what follows is for a person.");
      case DunningStep.Compensation compensation ->
          NextStep.of(
              NextStep.Kind.COMPENSATION, index, office, when + ": what the law gives businesses.");
      case DunningStep.HandOver over ->
          NextStep.of(
              NextStep.Kind.HAND_OVER,
              index,
              onBankingDay(open, office),
              when + ": the deadline of the notice has passed.");
      case DunningStep.ByLaw letter ->
          NextStep.of(
              letter.action(),
              index,
              letterLeaves(open, office),
              when + ", on a banking day and within office hours.");
    };
  }

  /** When a letter leaves: on a banking day on which nothing else goes to the customer. */
  private Instant letterLeaves(DunningCase open, Instant wanted) {
    Instant at = decently(open, wanted);
    Instant moved = onBankingDay(open, at);
    return moved.equals(at) ? at : QuietHours.NIGHT.after(moved, open.zone());
  }

  private Instant onBankingDay(DunningCase open, Instant at) {
    LocalDate day = at.atZone(open.zone()).toLocalDate();
    LocalDate banking = stepDays.open(open, day);
    return banking.equals(day) ? at : banking.atTime(OFFICE).atZone(open.zone()).toInstant();
  }

  /** At an hour in which customers are written to, and not on a day on which this one was. */
  private static Instant decently(DunningCase open, Instant wanted) {
    Instant told = open.course().toldAt();
    Instant at = wanted;
    if (told != null) {
      LocalDate free = told.atZone(open.zone()).toLocalDate().plusDays(1);
      at = latest(at, free.atTime(OFFICE).atZone(open.zone()).toInstant());
    }
    return QuietHours.NIGHT.after(at, open.zone());
  }

  private static String onDay(DunningCase open, DunningStep step) {
    return "Day "
        + step.afterDays()
        + " of the track "
        + open.reason()
        + " of policy "
        + open.policyName();
  }

  /**
   * All that is to come if nothing else happens and each try is declined as the latest was; the
   * next step first.
   */
  public List<NextStep> ahead(DunningCase open) {
    return new UpcomingSteps(this).of(open);
  }

  /** How many tries a track holds. */
  static int retries(List<DunningStep> track) {
    return (int) track.stream().filter(DunningStep.Retry.class::isInstance).count();
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
