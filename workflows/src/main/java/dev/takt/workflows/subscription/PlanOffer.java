package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.TermsChange;
import org.jspecify.annotations.Nullable;

/** What a plan offers to whoever changes to it on a date. */
public record PlanOffer(TermsChange.Plan plan, String currency, BillingTiming billing) {

  /** Why a subscription cannot take it, in words, or null. */
  public @Nullable String objectionOf(Subscription subscription) {
    if (!currency.equals(subscription.currency())) {
      return "the plan is in " + currency + ", the subscription in " + subscription.currency();
    }
    if (billing != subscription.terms().billing()) {
      return "the plan is billed "
          + billing
          + ", the subscription "
          + subscription.terms().billing();
    }
    return null;
  }
}
