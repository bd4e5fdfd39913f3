package dev.takt.workflows.dunning;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The days on which a case stood still although something was to be done: the system was down, or
 * the case began late. They do not count.
 */
final class LostDays {
  private final RetryTimes times;
  private final StepDays days;

  LostDays(RetryTimes times, StepDays days) {
    this.times = times;
    this.days = days;
  }

  /**
   * What of the track may come next. Tries come each at its own time. Words and consequences come
   * in their order: none overtakes another that was put off, so that what has consequences was
   * announced.
   */
  static List<Integer> candidates(DunningCase open) {
    List<DunningStep> track = open.track();
    Stream<Integer> tries = left(open, track).filter(i -> isTry(track.get(i)));
    return Stream.concat(word(open, track).stream(), tries).sorted().toList();
  }

  /** The first of the words and consequences that is left. */
  static Optional<Integer> word(DunningCase open, List<DunningStep> track) {
    return left(open, track)
        .filter(i -> !isTry(track.get(i)))
        .min(Comparator.comparingInt(i -> track.get(i).afterDays()));
  }

  private static Stream<Integer> left(DunningCase open, List<DunningStep> track) {
    return IntStream.range(0, track.size()).boxed().filter(i -> !open.course().done().contains(i));
  }

  private static boolean isTry(DunningStep step) {
    return step instanceof DunningStep.Retry;
  }

  /** How many there are up to now. */
  long of(DunningCase open, Instant now) {
    LocalDate due = dueOn(open);
    LocalDate today = now.atZone(open.zone()).toLocalDate();
    return due == null ? 0 : Math.max(0, ChronoUnit.DAYS.between(due, today));
  }

  /** The day on which the next step was due, however late it is; null where none was. */
  private @Nullable LocalDate dueOn(DunningCase open) {
    if (open.status() == CaseStatus.WAITING) {
      return asPlanned(open);
    }
    // A hold has its own way of not counting, and so has a late try after a fault.
    if (open.status() != CaseStatus.OPEN || open.isHeld()) {
      return null;
    }
    if (open.course().fault() != null) {
      return open.next() == null || open.next().kind() == NextStep.Kind.RETRY
          ? null
          : asPlanned(open);
    }
    LocalDate first = null;
    for (int i : candidates(open)) {
      LocalDate due = dueOn(open, i);
      if (due != null && (first == null || due.isBefore(first))) {
        first = due;
      }
    }
    return first;
  }

  private @Nullable LocalDate dueOn(DunningCase open, int index) {
    DunningStep step = open.track().get(index);
    if (step instanceof DunningStep.Retry retry) {
      return dayOf(open, times.of(open, index, retry, Instant.EPOCH));
    }
    if (isOpeningWord(open, index)) {
      NextStep next = open.next();
      return next != null && next.index() == index ? asPlanned(open) : null;
    }
    return days.of(open, step);
  }

  /** The first word of a track that the case has come to goes whatever day of it that is. */
  private static boolean isOpeningWord(DunningCase open, int index) {
    return index == 0
        && open.course().tracks() > 0
        && open.track().getFirst() instanceof DunningStep.Message;
  }

  private static @Nullable LocalDate asPlanned(DunningCase open) {
    return dayOf(open, open.next());
  }

  private static @Nullable LocalDate dayOf(DunningCase open, @Nullable NextStep step) {
    return step == null ? null : step.at().atZone(open.zone()).toLocalDate();
  }
}
