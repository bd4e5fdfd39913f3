package dev.takt.workflows.timeline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Touching pauses: they are one long pause, and the last of them says what comes after it. */
record PauseChain(List<Pause> links) {

  static List<PauseChain> of(List<Pause> pauses) {
    List<PauseChain> chains = new ArrayList<>();
    List<Pause> links = new ArrayList<>();
    for (Pause pause : pauses.stream().sorted(Comparator.comparing(Pause::from)).toList()) {
      if (!links.isEmpty() && !pause.from().equals(links.getLast().to())) {
        chains.add(new PauseChain(List.copyOf(links)));
        links.clear();
      }
      links.add(pause);
    }
    if (!links.isEmpty()) {
      chains.add(new PauseChain(List.copyOf(links)));
    }
    return chains;
  }

  LocalDate from() {
    return links.getFirst().from();
  }

  @Nullable LocalDate to() {
    return links.getLast().to();
  }

  AfterPause after() {
    return links.getLast().afterPause();
  }

  boolean contains(LocalDate date) {
    LocalDate to = to();
    return !date.isBefore(from()) && (to == null || date.isBefore(to));
  }

  boolean endsOn(LocalDate date) {
    return date.equals(to());
  }

  /** The pause that a date lies in; the last one for dates after the chain. */
  Pause linkAt(LocalDate date) {
    return links.stream().filter(pause -> pause.contains(date)).findFirst().orElse(links.getLast());
  }
}
