package dev.takt.workflows.timeline;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the reckoning says of one calendar day.
 *
 * @param period counts nominal periods as they come; days with the same number share an end
 * @param slot the day of a nominal period that is used, or that a pause keeping dates takes
 * @param chain the pauses that the day lies in
 */
public record ReckonedDay(
    LocalDate date, State state, int period, @Nullable Slot slot, @Nullable PauseChain chain) {

  /** What the day is. */
  public enum State {
    TRIAL,
    ACTIVE,
    PAUSED,
    ENDED
  }
}
