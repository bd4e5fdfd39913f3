package dev.takt.records.plans;

import dev.takt.records.labels.Metadata;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.OneOffCharge;
import dev.takt.workflows.timeline.TermsChange;
import dev.takt.workflows.timeline.Tiers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * What is sold.
 *
 * @param price of one nominal period, in minor units, until its first price version takes effect;
 *     null where there are tiers
 * @param tiers what a quantity costs by its size, until then; null where each unit costs the same
 * @param noticePeriod as a period of ISO 8601
 * @param setupFee what is charged once, on the first invoice, in minor units and in the price terms
 *     of the plan; null for none
 * @param externalRef the merchant's own reference
 * @param metadata the merchant's own texts by key
 */
@Table
public record Plan(
    @Id String id,
    String tenant,
    String code,
    String name,
    RhythmUnit unit,
    int count,
    @Nullable Long price,
    @Nullable Tiers tiers,
    String currency,
    String vatRate,
    boolean priceIncludesVat,
    BillingTiming billing,
    @Nullable String noticePeriod,
    @Nullable String minimumTerm,
    int trialDays,
    @Nullable Long setupFee,
    @Nullable String externalRef,
    Metadata metadata,
    Instant createdAt) {

  /** The same with another label. */
  public Plan labelled(@Nullable String otherRef, Metadata otherMetadata) {
    return new Plan(
        id,
        tenant,
        code,
        name,
        unit,
        count,
        price,
        tiers,
        currency,
        vatRate,
        priceIncludesVat,
        billing,
        noticePeriod,
        minimumTerm,
        trialDays,
        setupFee,
        otherRef,
        otherMetadata,
        createdAt);
  }

  /** A text of the plan as a period, or null. */
  public static @Nullable Period period(@Nullable String text) {
    return text == null ? null : Period.parse(text);
  }

  /**
   * The set-up fee of whoever signs up, or null.
   *
   * @param today the business date of the sign-up
   */
  public @Nullable OneOffCharge setUpCharge(String chargeId, LocalDate today) {
    return setupFee == null || setupFee == 0
        ? null
        : new OneOffCharge(
            chargeId,
            "Set-up fee",
            setupFee,
            1,
            vatRate,
            priceIncludesVat,
            OneOffCharge.When.NEXT_INVOICE,
            today,
            null,
            null,
            true);
  }

  /** The terms of the plan, with all prices that it was ever given. */
  TermsChange.Plan terms(List<PlanPrice> prices) {
    return new TermsChange.Plan(
        id,
        name,
        unit,
        count,
        price == null ? 0 : price,
        vatRate,
        priceIncludesVat,
        prices.stream().map(PlanPrice::listPrice).toList(),
        tiers);
  }
}
