package dev.takt.workflows.dunning;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done after a technical fault: the card is tried soon again, and nobody is told. */
final class FaultTimes {
  private FaultTimes() {}

  static @Nullable NextStep next(DunningCase open, CaseProgress.Fault fault) {
    List<DunningStep> ladder = open.policy().track(Reason.TECHNICAL);
    int retry = 0;
    long before = 0;
    for (int i = 0; i < ladder.size(); i++) {
      if (!(ladder.get(i) instanceof DunningStep.Retry step)) {
        continue;
      }
      if (++retry == fault.tries()) {
        return NextStep.of(
            NextStep.Kind.RETRY,
            open.reason() == Reason.TECHNICAL ? i : fault.index(),
            notBefore(open, after(open, fault, seconds(step), before)),
            "A fault on the way to the bank, not the customer's: tried again soon, attempt "
                + fault.tries()
                + " after it; the stage stands still and the customer hears nothing of it.");
      }
      before = seconds(step);
    }
    return lastOf(open, ladder, fault, before);
  }

  private static @Nullable NextStep lastOf(
      DunningCase open, List<DunningStep> ladder, CaseProgress.Fault fault, long before) {
    return LostDays.word(open, ladder)
        .map(
            i ->
                NextStep.of(
                    ladder.get(i).action(),
                    i,
                    after(open, fault, seconds(ladder.get(i)), before),
                    "The fault did not pass in "
                        + ladder.get(i).afterDays()
                        + " days: an operator must look at it."))
        .orElse(null);
  }

  private static long seconds(DunningStep step) {
    long minutes = step instanceof DunningStep.Retry retry ? retry.afterMinutes() : 0;
    return 60L * minutes + 86_400L * step.afterDays();
  }

  /**
   * So long after the fault; after a try that came late, as long as if it had been in time.
   *
   * @param before how long after the fault the try before it is
   */
  private static Instant after(
      DunningCase open, CaseProgress.Fault fault, long seconds, long before) {
    CaseProgress.Try latest = open.course().lastTry();
    Instant at = fault.since().plusSeconds(seconds);
    return latest == null ? at : later(at, latest.at().plusSeconds(Math.max(0, seconds - before)));
  }

  private static Instant notBefore(DunningCase open, Instant at) {
    Instant ceiling = open.waits().notBefore();
    return ceiling == null ? at : later(at, ceiling);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
