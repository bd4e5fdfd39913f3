package dev.takt.workflows.group;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The one next thing to do for a group. */
public sealed interface GroupStep {

  /** Bill all members on a group date. */
  record Bill(LocalDate on) implements GroupStep {}

  /**
   * Nothing to do before {@code until}.
   *
   * @param next what will be done then; null with no {@code until}: it was dissolved
   */
  record Wait(@Nullable Instant until, @Nullable Bill next) implements GroupStep {}
}
