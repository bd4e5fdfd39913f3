package dev.takt.workflows.subscription;

import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Pause;
import dev.takt.workflows.timeline.TermsChange;
import org.jspecify.annotations.Nullable;

/** What a member of a group may not do alone, since it would get out of step with the others. */
final class GroupMembershipRules {
  private GroupMembershipRules() {}

  static @Nullable Refusal keepsDates(Pause pause, Subscription subscription) {
    return subscription.groupId() == null || pause.afterPause() == AfterPause.KEEP_DATES
        ? null
        : Refusal.notAllowed(
            "group_keeps_dates",
            "In group "
                + subscription.groupId()
                + " all renew on the same dates: pause with KEEP_DATES, or leave the group first.",
            "/afterPause");
  }

  static @Nullable Refusal keepsInterval(
      TermsChange.@Nullable Plan plan, Subscription subscription) {
    if (plan == null || subscription.groupId() == null) {
      return null;
    }
    Rhythm rhythm = subscription.changes().rhythms().getLast().rhythm();
    return plan.unit() == rhythm.unit() && plan.count() == rhythm.count()
        ? null
        : Refusal.notAllowed(
            "group_keeps_interval",
            "In group "
                + subscription.groupId()
                + " it renews every "
                + rhythm.count()
                + " "
                + rhythm.unit()
                + ": choose a plan that does too, or leave the group first.",
            "/planId");
  }

  static @Nullable Refusal hasOwnPayment(Subscription subscription) {
    return subscription.groupId() == null
        ? null
        : Refusal.notAllowed(
            "group_has_one_payment",
            "Group "
                + subscription.groupId()
                + " is paid for in one payment: change the customer's default payment method, or"
                + " leave the group first.",
            "/paymentMethodId");
  }
}
