package dev.takt.activities.ledger;

import dev.takt.workflows.money.Vat;
import dev.takt.workflows.money.VatBucket;
import dev.takt.workflows.money.VatSums;
import java.util.ArrayList;
import java.util.List;

/**
 * The VAT of a document's lines, computed once per rate on their sum, and what that leaves each
 * line without VAT.
 *
 * @param perRate one for each rate
 * @param bases of the lines, in their order; those of a rate add up to its base
 */
public record Taxes(List<Vat> perRate, List<Long> bases) {
  public Taxes {
    perRate = List.copyOf(perRate);
    bases = List.copyOf(bases);
  }

  /** The amount of a line and how it is taxed. */
  public record Taxed(long amount, String vatRate, boolean includesVat) {}

  /** The taxes of lines in order. */
  public static Taxes of(List<Taxed> lines) {
    var sums = new VatSums();
    List<Long> bases = new ArrayList<>();
    for (Taxed line : lines) {
      var bucket = new VatBucket(line.vatRate(), line.includesVat());
      long before = sums.of(bucket);
      sums.add(bucket, line.amount());
      bases.add(base(bucket, sums.of(bucket)) - base(bucket, before));
    }
    return new Taxes(sums.perRate(), bases);
  }

  private static long base(VatBucket bucket, long amount) {
    return Vat.of(bucket.vatRate(), amount, bucket.includesVat()).base();
  }

  /** What the customer pays. */
  public long total() {
    return perRate.stream().mapToLong(Vat::gross).sum();
  }

  public long vat() {
    return perRate.stream().mapToLong(Vat::vat).sum();
  }

  public long base() {
    return perRate.stream().mapToLong(Vat::base).sum();
  }
}
