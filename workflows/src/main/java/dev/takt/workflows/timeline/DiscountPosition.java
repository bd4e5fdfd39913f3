package dev.takt.workflows.timeline;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where a discount stands on a date.
 *
 * @param daysLeft how many days it still holds for, of those that use it up; null where that is not
 *     known, or it has no end
 * @param endsOn the first day without it; null where that is not known, or it has no end
 */
public record DiscountPosition(
    Discount discount,
    DiscountStatus status,
    @Nullable Integer daysLeft,
    @Nullable LocalDate endsOn) {}
