package dev.takt.api.plans;

import dev.takt.api.web.Check;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.timeline.BillingTiming;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A new plan. */
record PlanRequest(
    @Schema(example = "gym-monthly", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable String code,
    @Schema(example = "Gym, monthly", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable String name,
    @Schema(example = "MONTH", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable RhythmUnit unit,
    @Schema(example = "1", defaultValue = "1") @Nullable Integer count,
    @Schema(
            example = "31000",
            description = "of one nominal period, in minor units",
            requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable Long price,
    @Schema(example = "DKK") @Nullable String currency,
    @Schema(example = "25", defaultValue = "25") @Nullable String vatRate,
    @Schema(defaultValue = "true") @Nullable Boolean priceIncludesVat,
    @Schema(example = "IN_ADVANCE", defaultValue = "IN_ADVANCE") @Nullable BillingTiming billing,
    @Schema(example = "P1M") @Nullable String noticePeriod,
    @Schema(example = "P6M") @Nullable String minimumTerm,
    @Schema(example = "0", defaultValue = "0") @Nullable Integer trialDays) {

  Plan asNew(String id, String otherCurrency, Instant at) {
    Check check = new Check();
    RhythmUnit rhythm = check.required("/unit", unit, RhythmUnit.MONTH);
    Plan plan =
        new Plan(
            id,
            check.text("/code", code, 100),
            check.text("/name", name, 200),
            rhythm,
            check.range("/count", count, 1, most(rhythm), 1),
            check.amount("/price", price, 0),
            check.currency("/currency", currency == null ? otherCurrency : currency),
            check.rate("/vatRate", vatRate, "25"),
            priceIncludesVat == null || priceIncludesVat,
            billing == null ? BillingTiming.IN_ADVANCE : billing,
            check.period("/noticePeriod", noticePeriod),
            check.period("/minimumTerm", minimumTerm),
            check.range("/trialDays", trialDays, 0, 3650, 0),
            at);
    check.done();
    return plan;
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
