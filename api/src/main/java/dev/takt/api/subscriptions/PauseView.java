package dev.takt.api.subscriptions;

import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Pause;
import dev.takt.workflows.timeline.PauseSettlement;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A pause as the API tells it.
 *
 * @param to the resume day, or null while it is open
 */
record PauseView(
    String id,
    LocalDate from,
    @Nullable LocalDate to,
    AfterPause afterPause,
    PauseSettlement settlement,
    @Nullable String reason,
    Status status) {

  /** Where it stands on a date. */
  enum Status {
    PLANNED,
    RUNNING,
    OVER
  }

  static PauseView of(Pause pause, LocalDate today) {
    LocalDate to = pause.to();
    Status status =
        today.isBefore(pause.from())
            ? Status.PLANNED
            : to == null || today.isBefore(to) ? Status.RUNNING : Status.OVER;
    return new PauseView(
        pause.id(),
        pause.from(),
        to,
        pause.afterPause(),
        pause.settlement(),
        pause.reason(),
        status);
  }
}
