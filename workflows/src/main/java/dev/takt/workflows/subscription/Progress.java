package dev.takt.workflows.subscription;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events of its life a subscription has been through.
 *
 * @param pauses those that have begun
 * @param endedOn the first day without service, once it has come
 * @param changedOn the business date of the latest request, the sign-up being the first: what it
 *     made due in the past is done on this date
 * @param suspensions when service was withheld because of debts, oldest first
 */
public record Progress(
    boolean activated,
    boolean trialOver,
    List<StartedPause> pauses,
    @Nullable LocalDate endedOn,
    @Nullable LocalDate changedOn,
    List<Suspension> suspensions) {
  public static final Progress NONE = new Progress(false, false, List.of(), null, null, List.of());

  public Progress {
    pauses = List.copyOf(pauses);
    suspensions = List.copyOf(suspensions);
  }

  /**
   * Service that is, or was, withheld because of a debt.
   *
   * @param debtId the invoice
   * @param from the first day without service
   * @param to the first day with service again, or null while it is withheld
   */
  public record Suspension(String debtId, LocalDate from, @Nullable LocalDate to) {
    /** Whether the date lies in it. */
    public boolean contains(LocalDate date) {
      return !date.isBefore(from) && (to == null || date.isBefore(to));
    }
  }

  /** Whether service is withheld on a date. */
  public boolean isSuspendedOn(LocalDate date) {
    return suspensions.stream().anyMatch(suspension -> suspension.contains(date));
  }

  /**
   * A stretch of days without service, whichever debts withheld it.
   *
   * @param to the first day with service again, or null while it is withheld
   */
  public record Withheld(LocalDate from, @Nullable LocalDate to) {
    /** Whether the date lies in it. */
    public boolean contains(LocalDate date) {
      return !date.isBefore(from) && (to == null || date.isBefore(to));
    }

    private boolean reaches(Suspension next) {
      return to == null || !next.from.isAfter(to);
    }

    private Withheld with(Suspension next) {
      LocalDate end = next.to;
      return to == null || end == null
          ? new Withheld(from, null)
          : new Withheld(from, end.isAfter(to) ? end : to);
    }
  }

  /** The days without service in order of date: suspensions that touch are one stretch. */
  public List<Withheld> withheld() {
    List<Withheld> stretches = new ArrayList<>();
    suspensions.stream()
        .sorted(Comparator.comparing(Suspension::from))
        .forEach(
            one -> {
              if (!stretches.isEmpty() && stretches.getLast().reaches(one)) {
                stretches.add(stretches.removeLast().with(one));
              } else {
                stretches.add(new Withheld(one.from, one.to));
              }
            });
    return stretches;
  }

  /** Whether a debt withholds service now. */
  boolean isSuspendedFor(String debtId) {
    return suspensions.stream().anyMatch(s -> s.to == null && s.debtId.equals(debtId));
  }

  Progress withSuspension(String debtId, LocalDate from) {
    List<Suspension> more = new ArrayList<>(suspensions);
    more.add(new Suspension(debtId, from, null));
    return new Progress(activated, trialOver, pauses, endedOn, changedOn, more);
  }

  /** Without the suspension that a debt caused, from a date on. */
  Progress withoutSuspension(String debtId, LocalDate to) {
    List<Suspension> others = new ArrayList<>();
    for (Suspension one : suspensions) {
      boolean open = one.to == null && one.debtId.equals(debtId);
      if (!open) {
        others.add(one);
      } else if (to.isAfter(one.from)) {
        others.add(new Suspension(debtId, one.from, to));
      }
    }
    return new Progress(activated, trialOver, pauses, endedOn, changedOn, others);
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

  Progress withActivated() {
    return new Progress(true, trialOver, pauses, endedOn, changedOn, suspensions);
  }

  Progress withTrialOver() {
    return new Progress(activated, true, pauses, endedOn, changedOn, suspensions);
  }

  Progress withEndedOn(LocalDate date) {
    return new Progress(activated, trialOver, pauses, date, changedOn, suspensions);
  }

  Progress withChangedOn(LocalDate date) {
    return new Progress(activated, trialOver, pauses, endedOn, date, suspensions);
  }

  /** With one pause's mark replaced, or added. */
  Progress with(StartedPause started) {
    Progress others = without(started.pauseId);
    List<StartedPause> marks = new ArrayList<>(others.pauses);
    marks.add(started);
    return new Progress(activated, trialOver, marks, endedOn, changedOn, suspensions);
  }

  Progress without(String pauseId) {
    return new Progress(
        activated,
        trialOver,
        pauses.stream().filter(pause -> !pause.pauseId.equals(pauseId)).toList(),
        endedOn,
        changedOn,
        suspensions);
  }
}
