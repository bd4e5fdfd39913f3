package dev.takt.api.subscriptions;

import dev.takt.workflows.timeline.Discount;
import dev.takt.workflows.timeline.DiscountDuration;
import dev.takt.workflows.timeline.DiscountPosition;
import dev.takt.workflows.timeline.DiscountStatus;
import dev.takt.workflows.timeline.PriceReduction;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A discount as the API tells it.
 *
 * @param amountOff in minor units
 * @param until the day that was agreed; {@code endsOn} is when it really ends
 * @param daysLeft of those that use it up; null where it has no end, or that is not known
 * @param endsOn the first day without it; null where it has no end, or that is not known
 */
record DiscountView(
    String id,
    @Nullable String couponCode,
    @Nullable BigDecimal percentOff,
    @Nullable Long amountOff,
    LocalDate from,
    @Nullable LocalDate until,
    @Nullable Integer days,
    @Nullable Integer periods,
    boolean countsPauses,
    @Nullable String reason,
    DiscountStatus status,
    @Nullable Integer daysLeft,
    @Nullable LocalDate endsOn) {

  static DiscountView of(DiscountPosition position) {
    Discount discount = position.discount();
    DiscountDuration duration = discount.duration();
    return new DiscountView(
        discount.id(),
        discount.coupon(),
        discount.reduction() instanceof PriceReduction.PercentOff percent
            ? percent.percent()
            : null,
        discount.reduction() instanceof PriceReduction.AmountOff(long amount) ? amount : null,
        discount.from(),
        duration instanceof DiscountDuration.UntilDate(LocalDate date) ? date : null,
        duration instanceof DiscountDuration.ForDays days ? days.days() : null,
        duration instanceof DiscountDuration.ForPeriods(int periods) ? periods : null,
        duration instanceof DiscountDuration.ForDays days && days.countsPauses(),
        discount.reason(),
        position.status(),
        position.daysLeft(),
        position.endsOn());
  }
}
