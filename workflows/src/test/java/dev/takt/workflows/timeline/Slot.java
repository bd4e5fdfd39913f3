package dev.takt.workflows.timeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/** One day's place in a nominal period: what the customer buys, a day at a time. */
public record Slot(LocalDate nominalStart, int days, int position, Price price) {

  /** C(position + 1) − C(position). */
  public long amount() {
    return upTo(position + 1) - upTo(position);
  }

  /** Which day of which nominal period it is, whatever it costs. */
  public String place() {
    return nominalStart + "/" + days + "#" + position;
  }

  private long upTo(int day) {
    return NaivePrice.list(price)
        .subtract(BigDecimal.valueOf(price.cuts().stream().mapToLong(PriceCut::amount).sum()))
        .multiply(BigDecimal.valueOf(day))
        .divide(BigDecimal.valueOf(days), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }
}
