package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.BillingResponsibility;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * Group dates on which no member has service: the group issues nothing then. What a member owes by
 * such a date, in arrears or for a transitional period, it bills itself on the day on which its
 * last service before it ends.
 */
public final class GroupRest {
  private static final Bill NOTHING = new Bill(List.of());

  private GroupRest() {}

  /** Whether no member has service on a group date, as far as is known. */
  public static boolean isOn(LocalDate date, Collection<Subscription> members) {
    return members.stream().noneMatch(member -> hasService(member, date, date));
  }

  /**
   * What a member bills itself when a pause of its own starts: all that is due, where it has no
   * more service up to the next group date, and nobody has any on it.
   *
   * @param others the other members of its group
   */
  public static Bill billBefore(
      Subscription member, Collection<Subscription> others, LocalDate pauseStart) {
    BillingResponsibility turn = member.turn();
    if (turn == null) {
      return NOTHING;
    }
    LocalDate next = turn.membership().groupDateFrom(pauseStart);
    return !hasService(member, pauseStart, next) && isOn(next, others)
        ? member.billOn(pauseStart)
        : NOTHING;
  }

  private static boolean hasService(Subscription member, LocalDate from, LocalDate through) {
    return member.progress().endedOn() == null
        && member
            .timeline()
            .periodsFrom(from)
            .takeWhile(period -> !period.firstDate().isAfter(through))
            .flatMap(period -> period.active().stream())
            .anyMatch(span -> !span.from().isAfter(through) && span.to().isAfter(from));
  }
}
