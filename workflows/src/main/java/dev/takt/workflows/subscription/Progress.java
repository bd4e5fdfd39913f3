package dev.takt.workflows.subscription;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events of its life a subscription has been through.
 *
 * @param pauses those that have begun
 * @param endedOn the first day without service, once it has come
 * @param changedOn the business date of the latest request, the sign-up being the first: what it
 *     made due in the past is done on this date
 * @param endedDiscounts those whose end was told
 */
public record Progress(
    boolean activated,
    boolean trialOver,
    List<StartedPause> pauses,
    @Nullable LocalDate endedOn,
    @Nullable LocalDate changedOn,
    List<EndedDiscount> endedDiscounts) {
  public static final Progress NONE = new Progress(false, false, List.of(), null, null, List.of());

  public Progress {
    pauses = List.copyOf(pauses);
    endedDiscounts = List.copyOf(endedDiscounts);
  }

  /**
   * A pause that has begun, as it was when it was last settled: another {@code from} or {@code to}
   * since then, or more to be given back, means that it is to be settled anew.
   *
   * @param unsettled what it gave back and no invoice could be credited with, in minor units: it
   *     stays balance
   */
  public record StartedPause(
      String pauseId, LocalDate from, @Nullable LocalDate to, boolean resumed, long unsettled) {}

  /** How a pause was when it was last settled, or null when it has not begun. */
  public @Nullable StartedPause started(String pauseId) {
    return pauses.stream().filter(pause -> pause.pauseId.equals(pauseId)).findFirst().orElse(null);
  }

  /** A discount whose end was told; told anew where it has another end since. */
  public record EndedDiscount(String discountId, LocalDate endsOn) {}

  /** With the end of a discount told. */
  Progress with(EndedDiscount ended) {
    List<EndedDiscount> others = new ArrayList<>(endedDiscounts);
    others.removeIf(one -> one.discountId.equals(ended.discountId));
    others.add(ended);
    return new Progress(activated, trialOver, pauses, endedOn, changedOn, others);
  }

  Progress withActivated() {
    return new Progress(true, trialOver, pauses, endedOn, changedOn, endedDiscounts);
  }

  Progress withTrialOver() {
    return new Progress(activated, true, pauses, endedOn, changedOn, endedDiscounts);
  }

  Progress withEndedOn(LocalDate date) {
    return new Progress(activated, trialOver, pauses, date, changedOn, endedDiscounts);
  }

  Progress withChangedOn(LocalDate date) {
    return new Progress(activated, trialOver, pauses, endedOn, date, endedDiscounts);
  }

  /** With one pause's mark replaced, or added. */
  Progress with(StartedPause started) {
    Progress others = without(started.pauseId);
    List<StartedPause> marks = new ArrayList<>(others.pauses);
    marks.add(started);
    return new Progress(activated, trialOver, marks, endedOn, changedOn, endedDiscounts);
  }

  Progress without(String pauseId) {
    return new Progress(
        activated,
        trialOver,
        pauses.stream().filter(pause -> !pause.pauseId.equals(pauseId)).toList(),
        endedOn,
        changedOn,
        endedDiscounts);
  }
}
