package dev.takt.workflows.timeline;

/**
 * What a discount makes of the price of some days.
 *
 * @param amount negative or 0, in minor units
 */
public record DiscountAmount(Discount discount, long amount) {}
