package dev.takt.workflows.einvoice;

import java.math.BigDecimal;

/** How VAT applies to a line, by the code list that EN 16931 takes (UNCL 5305). */
public enum TaxTreatment {
  STANDARD("S"),
  ZERO_RATED("Z"),
  /** The buyer accounts for the VAT: directive 2006/112/EC, article 196. */
  REVERSE_CHARGE("AE");

  private final String code;

  TaxTreatment(String code) {
    this.code = code;
  }

  /**
   * The treatment of a line whose seller accounts for the VAT.
   *
   * @param rate in per cent
   */
  public static TaxTreatment ofRate(String rate) {
    return new BigDecimal(rate).signum() == 0 ? ZERO_RATED : STANDARD;
  }

  String code() {
    return code;
  }
}
