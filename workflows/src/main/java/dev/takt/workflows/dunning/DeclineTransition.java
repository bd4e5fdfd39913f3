package dev.takt.workflows.dunning;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What a declined try makes of an open case. */
final class DeclineTransition {
  private DeclineTransition() {}

  /**
   * The case after it.
   *
   * @param ofThePlan whether it was the case's own next step, and not somebody else's try
   */
  static DunningCase of(DunningCase open, CaseProgress.Try latest, boolean ofThePlan) {
    if (latest.decline().kind() == DeclineClass.TECHNICAL) {
      return ofThePlan ? faulted(open, latest) : inVain(open);
    }
    CaseProgress.Fault fault = open.course().fault();
    LocalDate zero = fault == null ? open.dayZero() : later(open, fault.since(), latest.at());
    CaseProgress on = open.course().tried(latest).stepped().withFault(null);
    Reason reason = latest.decline().kind().reason();
    if (reason != open.reason()) {
      return switchedTo(open, reason, zero, on, latest.at());
    }
    return open.with(zero, ofThePlan ? marked(open, on) : on, free(open));
  }

  /**
   * A fault that another's try met is no news of the card: whoever asked for the try sees it, the
   * stage stays where it is, and a card that is new to dunning is tried by its own next step.
   */
  private static DunningCase inVain(DunningCase open) {
    return open.with(open.dayZero(), open.course().triedInVain().stepped(), open.waits());
  }

  private static CaseHolds free(DunningCase open) {
    return open.waits().withNewCard(null).withCeiling(null, null);
  }

  /** The stage stands still; when the fault does not pass, the track goes on without an answer. */
  private static DunningCase faulted(DunningCase open, CaseProgress.Try latest) {
    CaseProgress.Fault fault = open.course().fault();
    CaseProgress tried = open.course().tried(latest).stepped();
    int failures = fault == null ? 1 : fault.tries() + 1;
    Instant since = fault == null ? latest.at() : fault.since();
    NextStep step = open.next();
    int index = step == null ? NextStep.EXTRA : step.index();
    boolean passes = failures <= DunningPlan.retries(open.policy().track(Reason.TECHNICAL));
    if (passes || open.reason() == Reason.TECHNICAL) {
      CaseProgress on = tried.withFault(new CaseProgress.Fault(since, failures, index));
      return open.with(open.dayZero(), on, free(open));
    }
    CaseProgress on = marked(open, tried.withFault(null));
    return open.with(later(open, since, latest.at()), on, free(open));
  }

  /**
   * The track of another reason. Its days count on from where the case is, so that no change of
   * reason makes a case longer; but its first message goes, since it says something new. Whoever
   * was not told of anything before begins with the first day.
   */
  private static DunningCase switchedTo(
      DunningCase open, Reason other, LocalDate zero, CaseProgress on, Instant now) {
    LocalDate today = now.atZone(open.zone()).toLocalDate();
    LocalDate start = open.reason().isNotTheCustomers() ? today : zero;
    long day = ChronoUnit.DAYS.between(start, today);
    List<DunningStep> steps = open.policy().track(other);
    List<Integer> behind = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      boolean first = i == 0 && steps.get(i) instanceof DunningStep.Message;
      if (steps.get(i).afterDays() < day && !first) {
        behind.add(i);
      }
    }
    CaseHolds waking = free(open).withPerson(false);
    return open.onTrack(other, start, on.onTrack(behind), waking);
  }

  private static CaseProgress marked(DunningCase open, CaseProgress on) {
    NextStep step = open.next();
    return step == null ? on : StepTransition.marked(on, step);
  }

  /** The day zero of a case that stood still from the one instant to the other. */
  private static LocalDate later(DunningCase open, Instant from, Instant to) {
    return open.dayZero().plusDays(open.daysBetween(from, to));
  }
}
