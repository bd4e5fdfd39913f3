package dev.takt.api.plans;

import dev.takt.records.plans.PlanPrice;
import dev.takt.workflows.timeline.ListPrice;
import dev.takt.workflows.timeline.Tiers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a plan's price as the API shows it.
 *
 * @param price in minor units; null where there are tiers
 * @param tiers what a quantity costs by its size; null where each unit costs the same
 * @param noticeDays how long before they pay it customers are told
 * @param progress null where it reaches new subscriptions only
 */
record PlanPriceView(
    String id,
    String planId,
    @Nullable Long price,
    Tiers.@Nullable Mode tiersMode,
    @Nullable List<Tiers.Tier> tiers,
    LocalDate effectiveFrom,
    ListPrice.Reach reach,
    int noticeDays,
    Instant createdAt,
    @Nullable Progress progress) {

  /**
   * How far it has come among the plan's living subscriptions.
   *
   * @param reached those that have the price, or will have it on its date
   * @param refused those that did not grant it, as their history says
   */
  record Progress(long total, long reached, long refused, Status status) {}

  /** Whether all have been asked. */
  enum Status {
    RUNNING,
    DONE
  }

  static PlanPriceView of(PlanPrice price, RolloutCounts.Count count) {
    Tiers tiers = price.tiers();
    Status status = price.reachedAllAt() == null ? Status.RUNNING : Status.DONE;
    return new PlanPriceView(
        price.id(),
        price.planId(),
        price.price(),
        tiers == null ? null : tiers.mode(),
        tiers == null ? null : tiers.tiers(),
        price.effectiveFrom(),
        price.reach(),
        price.noticeDays(),
        price.createdAt(),
        price.reach() == ListPrice.Reach.NEW_ONLY
            ? null
            : new Progress(
                count.reached() + count.refused() + count.leftOver(),
                count.reached(),
                count.refused(),
                status));
  }
}
