package dev.takt.workflows.timeline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pauses that touch one another: one long pause. What happens after it is what the last of them
 * says.
 *
 * @param to the resume day, or null while the last one is open
 */
record PauseRun(List<Pause> pauses, LocalDate from, @Nullable LocalDate to) {

  static List<PauseRun> of(List<Pause> pauses) {
    if (pauses.isEmpty()) {
      return List.of();
    }
    List<Pause> sorted = new ArrayList<>(pauses);
    sorted.sort(Comparator.comparing(Pause::from));
    List<PauseRun> runs = new ArrayList<>();
    List<Pause> touching = new ArrayList<>();
    for (Pause pause : sorted) {
      if (!touching.isEmpty() && !pause.from().equals(touching.getLast().to())) {
        runs.add(of(touching, touching.getFirst().from()));
        touching = new ArrayList<>();
      }
      touching.add(pause);
    }
    runs.add(of(touching, touching.getFirst().from()));
    return runs;
  }

  private static PauseRun of(List<Pause> touching, LocalDate from) {
    return new PauseRun(List.copyOf(touching), from, touching.getLast().to());
  }

  AfterPause afterPause() {
    return pauses.getLast().afterPause();
  }

  boolean isOpenAt(LocalDate date) {
    return to == null && !date.isBefore(from);
  }

  boolean contains(LocalDate date) {
    return !date.isBefore(from) && (to == null || date.isBefore(to));
  }

  /** The pause that takes a date, or would have taken it had the time gone on. */
  Pause at(LocalDate date) {
    Pause found = pauses.getFirst();
    for (Pause pause : pauses) {
      if (!pause.from().isAfter(date)) {
        found = pause;
      }
    }
    return found;
  }

  /** When the next of its pauses takes over after a date, or null. */
  @Nullable LocalDate nextPauseAfter(LocalDate date) {
    return pauses.stream()
        .map(Pause::from)
        .filter(start -> start.isAfter(date))
        .findFirst()
        .orElse(null);
  }
}
