package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.Rhythm;
import java.time.LocalDate;

/**
 * What a subscription has agreed to by joining a group.
 *
 * @param rhythm the group's: a member's own may be a multiple of it
 */
public record Membership(String groupId, Transition transition, Rhythm rhythm) {

  /** The first group date on or after a date. */
  public LocalDate groupDateFrom(LocalDate date) {
    LocalDate start = rhythm.periodAt(date).from();
    return start.equals(date) ? start : rhythm.periodAt(date).to();
  }
}
