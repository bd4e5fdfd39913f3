package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.BillingResponsibility;
import dev.takt.workflows.timeline.Pause;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Group dates on which no member has service: the group issues nothing then. What a member owes by
 * such a date, in arrears or for a transitional period, it bills itself on the day on which its
 * last service before it ends.
 */
public final class GroupRest {
  private static final Bill NOTHING = new Bill(List.of());

  private static final int MOST_DATES = 24;

  private GroupRest() {}

  /**
   * Whether nothing is to be billed on a group date: no member has service on it, as far as is
   * known, nor a charge of that day.
   */
  public static boolean isOn(LocalDate date, Collection<Subscription> members) {
    return isWithoutService(date, members)
        && members.stream().noneMatch(member -> member.chargesDue().makeJointBillOn(date));
  }

  private static boolean isWithoutService(LocalDate date, Collection<Subscription> members) {
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
    return !hasService(member, pauseStart, next) && isWithoutService(next, others)
        ? member.billOn(pauseStart)
        : NOTHING;
  }

  /** Whether a member's next bill depends on whether its group rests. */
  public static boolean matters(Subscription member) {
    LocalDate joint = Agenda.nextJointBillingDate(member);
    return joint != null && !hasService(member, joint, joint);
  }

  /**
   * The next date on which a bill is due of a member, or null: its own where it comes before the
   * group's, or where the group rests on that date.
   *
   * @param others the other members of its group
   */
  public static @Nullable LocalDate nextBillingDate(
      Subscription member, Collection<Subscription> others) {
    LocalDate next = Agenda.nextBillingDate(member);
    if (next == null || !matters(member) || !next.equals(Agenda.nextJointBillingDate(member))) {
      return next;
    }
    LocalDate end = member.timeline().end();
    if (end != null && !end.isAfter(next)) {
      return end;
    }
    boolean rests = isOn(next, others) && !member.chargesDue().makeJointBillOn(next);
    return rests ? whileAtRest(member, others, next) : next;
  }

  /** The start of the pause that the group date lies in; once that is over, the next group date. */
  private static LocalDate whileAtRest(
      Subscription member, Collection<Subscription> others, LocalDate date) {
    Optional<LocalDate> start =
        member.changes().pauses().stream()
            .filter(pause -> pause.contains(date))
            .filter(pause -> member.progress().started(pause.id()) == null)
            .map(Pause::from)
            .findFirst();
    return start.orElseGet(() -> nextWithService(member, others, date));
  }

  private static LocalDate nextWithService(
      Subscription member, Collection<Subscription> others, LocalDate date) {
    BillingResponsibility turn = member.turn();
    LocalDate next = date;
    for (int dates = 0; turn != null && dates < MOST_DATES; dates++) {
      if (hasService(member, next, next) || !isOn(next, others)) {
        return next;
      }
      next = turn.membership().groupDateFrom(next.plusDays(1));
    }
    return date;
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
