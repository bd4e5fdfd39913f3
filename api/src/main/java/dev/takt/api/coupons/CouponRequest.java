package dev.takt.api.coupons;

import dev.takt.api.discounts.DiscountFields;
import dev.takt.api.web.Amount;
import dev.takt.api.web.Check;
import dev.takt.api.web.Format;
import dev.takt.api.web.Text;
import dev.takt.api.web.TextFormat;
import dev.takt.workflows.subscription.CouponTerms;
import dev.takt.workflows.subscription.Limits;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** A new coupon: a percentage or an amount, for ever, until a date, for days or for periods. */
@Schema(
    example =
        """
        {"code": "WELCOME20", "name": "Welcome", "percentOff": 20, "days": 45,
          "redeemBy": "2026-12-31", "maxRedemptions": 500}
        """)
record CouponRequest(
    @Schema(example = "WELCOME20", description = "without spaces")
        @NotNull
        @Text(max = 100)
        @Pattern(regexp = "\\S+", message = "must have no spaces")
        String code,
    @Schema(example = "Welcome") @NotNull @Text(max = 200) String name,
    @Schema(example = "20", description = "above 0, at most 100, up to two decimals")
        @Nullable BigDecimal percentOff,
    @Schema(description = "of a nominal period, in minor units") @Amount @Nullable Long amountOff,
    @Schema(description = "with amountOff") @Format(TextFormat.CURRENCY) @Nullable String currency,
    @Schema(description = "the first day without the discount") @Nullable LocalDate until,
    @Schema(example = "45", description = "of active time")
        @Range(min = 1, max = Limits.MOST_DISCOUNT_DAYS)
        @Nullable Integer days,
    @Schema(description = "nominal periods with active time")
        @Range(min = 1, max = Limits.MOST_DISCOUNT_PERIODS)
        @Nullable Integer periods,
    @Schema(defaultValue = "false", description = "with days: calendar days")
        @Nullable Boolean countsPauses,
    @Schema(example = "2026-12-31", description = "the last day on which it is redeemed")
        @Nullable LocalDate redeemBy,
    @Schema(example = "500") @Range(min = 1, max = 1_000_000_000) @Nullable Integer maxRedemptions,
    @Schema(description = "absent: all plans") @Nullable List<String> planIds,
    @Schema(defaultValue = "false") @Nullable Boolean firstSubscriptionOnly) {

  /**
   * What it gives, and to whom.
   *
   * @throws dev.takt.api.web.Problem when the request is not valid
   */
  CouponTerms terms() {
    Check check = Check.of(this);
    DiscountFields fields =
        new DiscountFields(percentOff, amountOff, until, days, periods, countsPauses);
    fields.check(check);
    check.that(amountOff == null || currency != null, "/currency", "is needed with amountOff");
    check.that(amountOff != null || currency == null, "/currency", "is for amountOff only");
    check.done();
    return new CouponTerms(
        code,
        fields.reduction(),
        currency,
        fields.duration(),
        redeemBy,
        planIds == null ? List.of() : planIds,
        firstSubscriptionOnly != null && firstSubscriptionOnly);
  }
}
