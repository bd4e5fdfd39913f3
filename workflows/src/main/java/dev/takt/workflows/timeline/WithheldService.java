package dev.takt.workflows.timeline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of days without service, whichever debts withheld it.
 *
 * @param to the first day with service again, or null while it is withheld
 */
public record WithheldService(LocalDate from, @Nullable LocalDate to) {

  /** The days without service in order of date: suspensions that touch are one stretch. */
  public static List<WithheldService> of(List<Suspension> suspensions) {
    List<WithheldService> stretches = new ArrayList<>();
    suspensions.stream()
        .sorted(Comparator.comparing(Suspension::from))
        .forEach(
            one -> {
              if (!stretches.isEmpty() && stretches.getLast().reaches(one)) {
                stretches.add(stretches.removeLast().with(one));
              } else {
                stretches.add(new WithheldService(one.from(), one.to()));
              }
            });
    return stretches;
  }

  /** Whether the date lies in it. */
  public boolean contains(LocalDate date) {
    return !date.isBefore(from) && (to == null || date.isBefore(to));
  }

  private boolean reaches(Suspension next) {
    return to == null || !next.from().isAfter(to);
  }

  private WithheldService with(Suspension next) {
    LocalDate end = next.to();
    return to == null || end == null
        ? new WithheldService(from, null)
        : new WithheldService(from, end.isAfter(to) ? end : to);
  }
}
