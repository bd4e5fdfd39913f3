package dev.takt.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a discount takes off the price of a nominal period. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PriceReduction.PercentOff.class, name = "percentOff"),
  @JsonSubTypes.Type(value = PriceReduction.AmountOff.class, name = "amountOff")
})
public sealed interface PriceReduction {

  /** What it takes off a price, in minor units: at most all of it. */
  long of(long price);

  /**
   * A part of the price, rounded half up.
   *
   * @param hundredths of a per cent, from 1 to 10,000
   */
  record PercentOff(int hundredths) implements PriceReduction {
    private static final long WHOLE = 10_000;

    @Override
    public long of(long price) {
      return (Math.multiplyExact(price, 2L * hundredths) + WHOLE) / (2 * WHOLE);
    }
  }

  /**
   * An amount of the whole subscription's price, in the terms of its plan.
   *
   * @param amount in minor units
   */
  record AmountOff(long amount) implements PriceReduction {
    @Override
    public long of(long price) {
      return Math.min(price, amount);
    }
  }
}
