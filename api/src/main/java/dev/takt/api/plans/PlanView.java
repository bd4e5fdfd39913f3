package dev.takt.api.plans;

import dev.takt.records.plans.Plan;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.Tiers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan as the API tells it.
 *
 * @param price of one unit for a nominal period, in minor units; null where there are tiers
 * @param tiers what a quantity costs by its size; null where each unit costs the same
 * @param setupFee what is charged once, on the first invoice, in minor units
 * @param metadata the merchant's own texts by key
 */
record PlanView(
    String id,
    String code,
    String name,
    RhythmUnit unit,
    int count,
    @Nullable Long price,
    Tiers.@Nullable Mode tiersMode,
    @Nullable List<Tiers.Tier> tiers,
    String currency,
    String vatRate,
    boolean priceIncludesVat,
    BillingTiming billing,
    @Nullable String noticePeriod,
    @Nullable String minimumTerm,
    int trialDays,
    @Nullable Long setupFee,
    @Nullable String externalRef,
    Map<String, String> metadata,
    Instant createdAt) {

  static PlanView of(Plan plan) {
    Tiers tiers = plan.tiers();
    return new PlanView(
        plan.id(),
        plan.code(),
        plan.name(),
        plan.unit(),
        plan.count(),
        plan.price(),
        tiers == null ? null : tiers.mode(),
        tiers == null ? null : tiers.tiers(),
        plan.currency(),
        plan.vatRate(),
        plan.priceIncludesVat(),
        plan.billing(),
        plan.noticePeriod(),
        plan.minimumTerm(),
        plan.trialDays(),
        plan.setupFee(),
        plan.externalRef(),
        plan.metadata().values(),
        plan.createdAt());
  }
}
