package dev.takt.records.plans;

import dev.takt.workflows.subscription.PlanPriceChange;
import dev.takt.workflows.timeline.ListPrice;
import dev.takt.workflows.timeline.Tiers;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A version of a plan's price.
 *
 * @param price in minor units; null where there are tiers
 * @param tiers what a quantity costs by its size; null where each unit costs the same
 * @param noticeDays how long before they pay it customers are told
 * @param reachedAllAt when its rollout had reached all subscriptions of the plan
 */
@Table
public record PlanPrice(
    @Id String id,
    String tenant,
    String planId,
    @Nullable Long price,
    @Nullable Tiers tiers,
    LocalDate effectiveFrom,
    ListPrice.Reach reach,
    int noticeDays,
    @Nullable Instant reachedAllAt,
    Instant createdAt) {

  public ListPrice listPrice() {
    return new ListPrice(effectiveFrom, unitPrice(), reach, tiers);
  }

  /** How the plan's price reaches one subscription. */
  public PlanPriceChange change() {
    return new PlanPriceChange(
        id,
        planId,
        unitPrice(),
        effectiveFrom,
        reach == ListPrice.Reach.ON_DATE,
        noticeDays,
        tiers);
  }

  private long unitPrice() {
    return price == null ? 0 : price;
  }
}
