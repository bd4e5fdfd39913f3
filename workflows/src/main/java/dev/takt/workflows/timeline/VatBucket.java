package dev.takt.workflows.timeline;

/** Amounts that may be set against one another: of one VAT rate, holding it or not. */
record VatBucket(String vatRate, boolean includesVat) {

  static VatBucket of(Price price) {
    return new VatBucket(price.vatRate(), price.includesVat());
  }

  static VatBucket of(BilledLine line) {
    return new VatBucket(line.vatRate(), line.includesVat());
  }
}
