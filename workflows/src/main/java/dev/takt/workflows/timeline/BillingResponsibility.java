package dev.takt.workflows.timeline;

import java.time.LocalDate;

/**
 * Whose turn it is to bill a member of a group. The group bills all periods that begin after the
 * joining, each on the first group date on or after it is due. The member itself bills what the
 * period owes that ran when it joined, and with {@link Transition#AT_START} the short period up to
 * the first group date; but what falls due on a group date is always on the joint invoice.
 *
 * @param joinedOn the date whose nominal period still runs out in the member's own rhythm
 */
public record BillingResponsibility(LocalDate joinedOn, Membership membership) {

  /** Whether a period's bill that is due on a date is the group's. */
  boolean isJoint(NominalPeriod period, LocalDate due) {
    boolean onGroupDate = due.isAfter(joinedOn) && membership.groupDateFrom(due).equals(due);
    return onGroupDate
        || (follows(period)
            && !(membership.transition() == Transition.AT_START && isTransitional(period)));
  }

  /** Whether a period is in the group's rhythm. */
  boolean follows(NominalPeriod period) {
    return period.firstDate().isAfter(joinedOn);
  }

  /** Whether it is the short one up to the first group date. */
  private static boolean isTransitional(NominalPeriod period) {
    return period.firstDate().isAfter(period.start());
  }
}
