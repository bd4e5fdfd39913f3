package dev.takt.workflows.timeline;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A pause from {@code from} up to the resume day {@code to}, which may still be open.
 *
 * @param reason the merchant's own code or words for it; nothing personal
 */
public record Pause(
    String id,
    LocalDate from,
    @Nullable LocalDate to,
    AfterPause afterPause,
    PauseSettlement settlement,
    @Nullable String reason) {

  public boolean contains(LocalDate date) {
    return !date.isBefore(from) && (to == null || date.isBefore(to));
  }

  /** Whether the two share a day; touching ones do not. */
  public boolean overlaps(Pause other) {
    return (other.to == null || from.isBefore(other.to)) && (to == null || other.from.isBefore(to));
  }
}
