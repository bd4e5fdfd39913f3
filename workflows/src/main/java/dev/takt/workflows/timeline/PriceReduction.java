package dev.takt.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a discount takes off the price of a nominal period. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PriceReduction.PercentOff.class, name = "percentOff"),
  @JsonSubTypes.Type(value = PriceReduction.AmountOff.class, name = "amountOff")
})
public sealed interface PriceReduction {

  /**
   * A percentage or an amount; null where it is neither or both, or a percentage that is not above
   * 0, not at most 100, or finer than hundredths.
   */
  static @Nullable PriceReduction of(@Nullable BigDecimal percent, @Nullable Long amount) {
    if ((percent == null) == (amount == null)) {
      return null;
    }
    if (percent == null) {
      return new AmountOff(amount);
    }
    BigDecimal hundredths = percent.movePointRight(2).stripTrailingZeros();
    boolean fits =
        hundredths.signum() > 0
            && hundredths.scale() <= 0
            && hundredths.compareTo(BigDecimal.valueOf(PercentOff.WHOLE)) <= 0;
    return fits ? new PercentOff(hundredths.intValueExact()) : null;
  }

  /** What it takes off a price, in minor units: at most all of it. */
  long of(long price);

  /**
   * A part of the price, rounded half up.
   *
   * @param hundredths of a per cent, from 1 to 10,000
   */
  record PercentOff(int hundredths) implements PriceReduction {
    static final long WHOLE = 10_000;

    /** As people write it, in per cent. */
    public BigDecimal percent() {
      BigDecimal percent = BigDecimal.valueOf(hundredths, 2).stripTrailingZeros();
      return percent.scale() < 0 ? percent.setScale(0) : percent;
    }

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
