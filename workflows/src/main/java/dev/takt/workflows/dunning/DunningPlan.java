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

  public DunningPlan(BankingDays days) {
    this.days = days;
    this.times = new RetryTimes(days);
  }

  /** The next step; null where nothing is left to do, or a person or a payment is waited for. */
  public @Nullable Planned next(DunningCase open, Instant now) {
    if (open.status() == CaseStatus.WAITING) {
      return opening(open);
    }
    if (open.status().isClosed()) {
      return farewell(open, now);
    }
    if (open.status() != CaseStatus.OPEN) {
      return null;
    }
    LocalDate heldUntil = open.waits().heldUntil();
    if (heldUntil != null) {
      Instant over = heldUntil.atStartOfDay(open.zone()).toInstant();
      return Planned.of(
          Planned.Kind.RELEASE, Planned.EXTRA, over, "The hold that was asked for is over.");
    }
    if (open.waits().newCard() != null) {
      return Planned.of(
          Planned.Kind.RETRY,
          Planned.EXTRA,
          now,
          "The customer has given another card: nothing is left to wait for.");
    }
    if (open.waits().person()) {
      return null;
    }
    Planned step = open.course().fault() != null ? afterFault(open) : earliest(open, now);
    return step == null || step.kind() != Planned.Kind.MESSAGE
        ? step
        : new Prospects(this).told(open, step);
  }

  private Planned opening(DunningCase waiting) {
    LocalDate last = days.onOrAfter(waiting.country(), waiting.dueDate());
    String moved =
        last.equals(waiting.dueDate())
            ? ""
            : ", moved from " + waiting.dueDate() + ", on which banks were closed";
    return Planned.of(
        Planned.Kind.OPEN,
        Planned.EXTRA,
        last.plusDays(1).atStartOfDay(waiting.zone()).toInstant(),
        "The day after the last day to pay, " + last + moved + ".");
  }

  private @Nullable Planned farewell(DunningCase closed, Instant now) {
    if (closed.effects().toRestore()) {
      return Planned.of(
          Planned.Kind.RESTORE, Planned.EXTRA, now, "Nothing is due any more: it is over at once.");
    }
    if (closed.effects().told() && closed.status() == CaseStatus.RECOVERED) {
      return Planned.message(
          Planned.EXTRA,
          QuietHours.NIGHT.after(now, closed.zone()),
          "Whoever was asked to pay is told that it is paid.",
          Messages.Channel.EMAIL,
          Messages.Template.PAYMENT_RECEIVED);
    }
    return null;
  }

  /** After a technical fault: soon again, and nobody is told. */
  private @Nullable Planned afterFault(DunningCase open) {
    Course.Fault fault = open.course().fault();
    if (fault == null) {
      return null;
    }
    List<DunningStep> ladder = open.policy().track(Reason.TECHNICAL);
    int retry = 0;
    for (int i = 0; i < ladder.size(); i++) {
      if (ladder.get(i) instanceof DunningStep.Retry step && ++retry == fault.tries()) {
        Instant at =
            fault.since().plusSeconds(60L * step.afterMinutes() + 86_400L * step.afterDays());
        return Planned.of(
            Planned.Kind.RETRY,
            open.reason() == Reason.TECHNICAL ? i : fault.index(),
            notBefore(open, at),
            "A fault on the way to the bank, not the customer's: tried again soon, attempt "
                + fault.tries()
                + " after it; the stage stands still and the customer hears nothing of it.");
      }
    }
    return lastOf(open, ladder, fault.since());
  }

  private @Nullable Planned lastOf(DunningCase open, List<DunningStep> ladder, Instant since) {
    for (int i = 0; i < ladder.size(); i++) {
      if (!(ladder.get(i) instanceof DunningStep.Retry) && !open.course().done().contains(i)) {
        DunningStep step = ladder.get(i);
        return Planned.of(
            step.action(),
            i,
            since.plusSeconds(86_400L * step.afterDays()),
            "The fault did not pass in "
                + step.afterDays()
                + " days: an operator must look at it.");
      }
    }
    return null;
  }

  private @Nullable Planned earliest(DunningCase open, Instant now) {
    Planned first = null;
    List<DunningStep> track = open.track();
    for (int i = 0; i < track.size(); i++) {
      if (!open.course().done().contains(i)) {
        Planned step = planned(open, i, track.get(i), now);
        if (step != null && (first == null || step.at().isBefore(first.at()))) {
          first = step;
        }
      }
    }
    return first;
  }

  @Nullable Planned planned(DunningCase open, int index, DunningStep step, Instant now) {
    LocalDate day = open.dayZero().plusDays(step.afterDays());
    Instant office = latest(day.atTime(OFFICE).atZone(open.zone()).toInstant(), now);
    String when = onDay(open, step);
    return switch (step) {
      case DunningStep.Retry retry -> times.of(open, index, retry, now);
      case DunningStep.Message message ->
          Planned.message(
              index,
              QuietHours.NIGHT.after(message.afterDays() == 0 ? now : office, open.zone()),
              when + ", outside the hours in which customers are left alone.",
              message.channel(),
              message.template());
      case DunningStep.Suspend suspend ->
          Planned.of(
              Planned.Kind.SUSPEND, index, office, when + ": the grace period is over, unpaid.");
      case DunningStep.End end ->
          Planned.of(Planned.Kind.END, index, office, when + ": nothing has helped.");
      case DunningStep.WriteOff off ->
          Planned.of(Planned.Kind.WRITE_OFF, index, office, when + ": nothing has helped.");
      case DunningStep.WaitForPerson wait ->
          Planned.of(
              Planned.Kind.WAIT_FOR_PERSON,
              index,
              office,
              when + ": what follows is for a person.");
    };
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
  public List<Planned> ahead(DunningCase open) {
    return new Prospects(this).of(open);
  }

  /** How many tries a track holds. */
  static int retries(List<DunningStep> track) {
    return (int) track.stream().filter(DunningStep.Retry.class::isInstance).count();
  }

  private static Instant notBefore(DunningCase open, Instant at) {
    Instant ceiling = open.waits().notBefore();
    return ceiling == null ? at : latest(at, ceiling);
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
