package dev.takt.workflows.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The VAT of one rate on one invoice, in minor units. It is computed once on the sum of the lines
 * of that rate, never line by line.
 *
 * @param rate in per cent, as a decimal text such as "25" or "12.5"
 */
public record Vat(String rate, long base, long vat) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** The VAT of lines that add up to {@code amount}, which holds it already or not. */
  public static Vat of(String rate, long amount, boolean included) {
    BigDecimal percent = new BigDecimal(rate);
    BigDecimal sum = BigDecimal.valueOf(amount).multiply(percent);
    BigDecimal divisor = included ? HUNDRED.add(percent) : HUNDRED;
    long vat = sum.divide(divisor, 0, RoundingMode.HALF_UP).longValueExact();
    return new Vat(rate, included ? amount - vat : amount, vat);
  }

  /** Whether a text is a rate: from 0 to 100 per cent with at most two decimals. */
  public static boolean isRate(String text) {
    return text.matches("\\d{1,3}(\\.\\d{1,2})?") && new BigDecimal(text).compareTo(HUNDRED) <= 0;
  }

  /** A rate as it is always written: 25, not 25.0. */
  public static String plainRate(String rate) {
    BigDecimal percent = new BigDecimal(rate);
    return percent.signum() == 0 ? "0" : percent.stripTrailingZeros().toPlainString();
  }

  /** What the customer pays for it. */
  public long gross() {
    return base + vat;
  }
}
