package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.Rhythm;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Another rhythm from the end of the nominal period that {@code askedOn} lies in (joining or
 * leaving a group): the running period runs out as it is.
 *
 * @param membership what was agreed to with it, or null where a group was left
 */
public record RhythmChange(
    String id, LocalDate askedOn, Rhythm rhythm, @Nullable Membership membership) {

  /** Whether it was the joining of this group. */
  public boolean joins(@Nullable String groupId) {
    return membership != null && membership.groupId().equals(groupId);
  }
}
