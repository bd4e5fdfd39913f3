package dev.takt.workflows.dunning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What a step that was done makes of a case. */
final class StepTransition {
  private StepTransition() {}

  /** Its next step was done. */
  static DunningCase next(DunningCase open, Instant at) {
    NextStep step = open.next();
    if (step == null) {
      throw new IllegalStateException("there is no next step of " + open.debtor().caseId());
    }
    CaseProgress on = told(marked(open.course(), step), step, at).stepped();
    return switch (step.kind()) {
      case MESSAGE, SUSPEND, RESTORE ->
          open.with(open.status(), on, open.waits(), effects(open, step));
      case REMINDER, COLLECTION_NOTICE -> lettered(open, step, on, at);
      case HAND_OVER, WAIT_FOR_PERSON ->
          open.with(open.status(), on, open.waits().withPerson(true), open.effects());
      case OPEN -> open.opened();
      case RELEASE, RETRY, END, WRITE_OFF, COMPENSATION ->
          open.with(open.status(), on, open.waits(), open.effects());
    };
  }

  /** The days to what follows count from the day on which the letter left. */
  private static DunningCase lettered(
      DunningCase open, NextStep step, CaseProgress on, Instant at) {
    CaseEffects effects = open.effects().withTold(true);
    LocalDate zero = open.dayZero();
    if (step.index() >= 0) {
      LocalDate today = at.atZone(open.zone()).toLocalDate();
      LocalDate counted = today.minusDays(open.track().get(step.index()).afterDays());
      zero = counted.isAfter(zero) ? counted : zero;
    }
    return open.with(zero, on, open.waits()).with(open.status(), on, open.waits(), effects);
  }

  /** A step was done that is not the next one any more. */
  static DunningCase meanwhile(DunningCase open, NextStep step, Instant at) {
    CaseProgress course = open.course();
    CaseProgress on = isOfItsTrack(open, step) ? marked(course, step) : course;
    CaseProgress then = told(on, step, at).stepped();
    return open.with(open.status(), then, open.waits(), effects(open, step));
  }

  /** The receipt is no word of the track's: it answers a payment. */
  private static CaseProgress told(CaseProgress on, NextStep step, Instant at) {
    boolean letter =
        step.kind() == NextStep.Kind.REMINDER || step.kind() == NextStep.Kind.COLLECTION_NOTICE;
    return letter || (step.kind() == NextStep.Kind.MESSAGE && step.index() != NextStep.EXTRA)
        ? on.told(at)
        : on;
  }

  private static boolean isOfItsTrack(DunningCase open, NextStep step) {
    List<DunningStep> track = open.track();
    if (open.status().isClosed() || step.index() < 0 || step.index() >= track.size()) {
      return false;
    }
    DunningStep one = track.get(step.index());
    return one.action() == step.kind()
        && (!(one instanceof DunningStep.Message message)
            || (message.channel() == step.channel() && message.template() == step.template()));
  }

  private static CaseEffects effects(DunningCase open, NextStep step) {
    CaseEffects effects = open.effects();
    return switch (step.kind()) {
      case MESSAGE -> effects.withTold(step.index() != NextStep.EXTRA);
      case SUSPEND -> effects.withSuspended();
      case RESTORE -> effects.restored();
      case REMINDER, COLLECTION_NOTICE -> effects.withTold(true);
      case OPEN, RETRY, END, WRITE_OFF, WAIT_FOR_PERSON, RELEASE, COMPENSATION, HAND_OVER ->
          effects;
    };
  }

  /** With a step of the track behind it. */
  static CaseProgress marked(CaseProgress on, NextStep step) {
    if (step.index() < 0 || on.done().contains(step.index())) {
      return on;
    }
    List<Integer> all = new ArrayList<>(on.done());
    all.add(step.index());
    return on.withDone(all);
  }
}
