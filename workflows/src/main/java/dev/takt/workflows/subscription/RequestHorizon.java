package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.BillLine;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.NominalPeriod;
import dev.takt.workflows.timeline.Pause;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a request may reach back, and how much it may make due at once: one request is one
 * transaction and makes one invoice, whose lines somebody has to read.
 */
public final class RequestHorizon {
  /** Longer than any books stay open. */
  private static final Period FARTHEST = Period.ofYears(2);

  /** Ten years by months, four months by days. */
  private static final int MOST_PERIODS = 120;

  /** What is longer is open: a closed pause is walked through period by period. */
  private static final Period LONGEST_PAUSE = Period.ofYears(10);

  private static final String LIMITS = "two years and " + MOST_PERIODS + " nominal periods";

  private RequestHorizon() {}

  /** Why a sign-up of today reaches back too far, or null. */
  public static @Nullable Refusal objectionToSignUp(Subscription signedUp, LocalDate today) {
    LocalDate start = signedUp.terms().startDate();
    LocalDate earliest = earliest(signedUp, start, today);
    return start.isBefore(earliest)
        ? Refusal.notAllowed(
            "start_too_early",
            "A sign-up makes "
                + LIMITS
                + " due at most: with this plan it starts on "
                + earliest
                + " or later.",
            "/startDate")
        : null;
  }

  /**
   * Why a pause cannot be so, or null.
   *
   * @param before as it was, or null where it is new
   */
  static @Nullable Refusal objectionTo(
      Subscription subscription, @Nullable Pause before, Pause pause, LocalDate today) {
    LocalDate from = pause.from();
    boolean moved = before == null || !before.from().equals(from);
    LocalDate earliest = moved ? earliest(subscription, from, today) : from;
    if (from.isBefore(earliest)) {
      return Refusal.notAllowed(
          "pause_too_early",
          "A pause reaches back over " + LIMITS + " at most: give " + earliest + " or a later day.",
          "/from");
    }
    LocalDate to = pause.to();
    return to == null || !to.isAfter(from.plus(LONGEST_PAUSE))
        ? null
        : Refusal.notAllowed(
            "pause_too_long",
            "A pause is ten years long at most; leave out \"to\" instead.",
            "/to");
  }

  /** Why a change of prices, or an end, cannot reach back to a day, or null. */
  static @Nullable Refusal objectionToReachingBack(
      Subscription subscription, LocalDate from, LocalDate today) {
    LocalDate earliest = earliest(subscription, from, today);
    return from.isBefore(earliest)
        ? Refusal.notAllowed(
            "reaches_too_far_back",
            "This reaches back over " + LIMITS + " at most: to " + earliest + " or a later day.",
            "/from")
        : null;
  }

  /** The earliest day, from one on, that a request of today may reach back to. */
  private static LocalDate earliest(Subscription subscription, LocalDate from, LocalDate today) {
    LocalDate farthest = today.minus(FARTHEST);
    LocalDate first = from.isBefore(farthest) ? farthest : from;
    List<LocalDate> starts =
        subscription
            .timeline()
            .periodsFrom(first)
            .map(NominalPeriod::firstDate)
            .takeWhile(start -> !start.isAfter(today))
            .toList();
    int excess = starts.size() - MOST_PERIODS;
    return excess > 0 ? starts.get(excess) : first;
  }

  /**
   * Why a pause cannot be undone or shortened so, since too much would be due at once; or null.
   *
   * @param before the pause as it was
   * @param after the subscription as it would be
   */
  static @Nullable Refusal objectionToUndoing(
      Pause before, Subscription after, LocalDate today, String pointer) {
    if (before.from().isAfter(today)) {
      return null;
    }
    long due = after.billOn(today).lines().stream().filter(RequestHorizon::isService).count();
    return due <= MOST_PERIODS
        ? null
        : Refusal.notAllowed(
            "too_many_periods",
            due
                + " nominal periods would be due at once, and "
                + MOST_PERIODS
                + " are the most: end the pause today or later instead.",
            pointer);
  }

  private static boolean isService(BillLine line) {
    return line.kind() == BilledLine.Kind.SERVICE;
  }
}
