package dev.takt.api.plans;

import dev.takt.api.web.Amount;
import dev.takt.api.web.Check;
import dev.takt.api.web.Format;
import dev.takt.api.web.MetadataLimits;
import dev.takt.api.web.Text;
import dev.takt.api.web.TextFormat;
import dev.takt.records.labels.Metadata;
import dev.takt.records.plans.Plan;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.money.Vat;
import dev.takt.workflows.subscription.Limits;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.Tiers;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** A new plan. */
record PlanRequest(
    @Schema(example = "gym-monthly") @NotNull @Text(max = 100) String code,
    @Schema(example = "Gym, monthly") @NotNull @Text(max = 200) String name,
    @Schema(example = "MONTH") @NotNull RhythmUnit unit,
    @Schema(example = "1", defaultValue = "1") @Range(min = 1, max = 3650) @Nullable Integer count,
    @Schema(example = "31000", description = "of one nominal period, in minor units") @Amount
        @Nullable Long price,
    @Schema(example = "GRADUATED", description = "with tiers") Tiers.@Nullable Mode tiersMode,
    @Schema(description = "what a quantity costs by its size, in place of a price")
        @Nullable List<@Nullable TierRequest> tiers,
    @Schema(example = "DKK") @Format(TextFormat.CURRENCY) @Nullable String currency,
    @Schema(example = "25", defaultValue = "25") @Format(TextFormat.VAT_RATE)
        @Nullable String vatRate,
    @Schema(defaultValue = "true") @Nullable Boolean priceIncludesVat,
    @Schema(example = "IN_ADVANCE", defaultValue = "IN_ADVANCE") @Nullable BillingTiming billing,
    @Schema(example = "P1M") @Format(TextFormat.PERIOD) @Nullable String noticePeriod,
    @Schema(example = "P6M") @Format(TextFormat.PERIOD) @Nullable String minimumTerm,
    @Schema(example = "0", defaultValue = "0") @Range(min = 0, max = 3650)
        @Nullable Integer trialDays,
    @Schema(example = "0", description = "once, on the first invoice, in minor units") @Amount
        @Nullable Long setupFee,
    @Schema(example = "product-7") @Text(max = Limits.LONGEST_TEXT) @Nullable String externalRef,
    @Schema(description = "own texts by key", example = "{\"erp\": \"4711\"}") @MetadataLimits
        @Nullable Map<String, @Nullable String> metadata) {

  Plan asNew(String id, String tenant, String otherCurrency, Instant at) {
    Check check = new Check();
    int every = Objects.requireNonNullElse(count, 1);
    check.that(every <= most(unit), "/count", "must be a whole number from 1 to " + most(unit));
    Tiers byQuantity = TierRequest.checked(check, price, tiersMode, tiers);
    check.done();
    return new Plan(
        id,
        tenant,
        code,
        name,
        unit,
        every,
        price,
        byQuantity,
        Objects.requireNonNullElse(currency, otherCurrency),
        Vat.plainRate(Objects.requireNonNullElse(vatRate, "25")),
        priceIncludesVat == null || priceIncludesVat,
        Objects.requireNonNullElse(billing, BillingTiming.IN_ADVANCE),
        noticePeriod,
        minimumTerm,
        Objects.requireNonNullElse(trialDays, 0),
        setupFee,
        externalRef,
        Metadata.NONE.with(metadata),
        at);
  }

  /** Ten years. */
  private static int most(RhythmUnit unit) {
    return switch (unit) {
      case DAY -> 3650;
      case WEEK -> 520;
      case MONTH -> 120;
      case YEAR -> 10;
    };
  }
}
