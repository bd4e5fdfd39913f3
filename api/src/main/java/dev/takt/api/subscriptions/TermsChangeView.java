package dev.takt.api.subscriptions;

import dev.takt.workflows.timeline.TermsChange;
import dev.takt.workflows.timeline.TermsChangePosition;
import dev.takt.workflows.timeline.TermsChangeStatus;
import dev.takt.workflows.timeline.Tiers;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of price, quantity or plan as the API tells it.
 *
 * @param price of one unit, in minor units
 * @param tiers what a quantity costs by its size, where that is what changes
 * @param from the first day with the new terms; null while that is not known
 * @param until the first day without them; null where they last
 */
record TermsChangeView(
    String id,
    @Nullable Long price,
    Tiers.@Nullable Mode tiersMode,
    @Nullable List<Tiers.Tier> tiers,
    @Nullable String planId,
    @Nullable Integer quantity,
    TermsChange.When when,
    LocalDate askedOn,
    @Nullable LocalDate from,
    @Nullable LocalDate until,
    TermsChangeStatus status) {

  static TermsChangeView of(TermsChangePosition position) {
    TermsChange change = position.change();
    TermsChange.Plan plan = change.plan();
    Tiers tiers = change.tiers();
    return new TermsChangeView(
        change.id(),
        change.unitPrice(),
        tiers == null ? null : tiers.mode(),
        tiers == null ? null : tiers.tiers(),
        plan == null ? null : plan.planId(),
        change.quantity(),
        change.when(),
        change.askedOn(),
        position.from(),
        change.until(),
        position.status());
  }
}
