package dev.takt.activities.ledger;

import dev.takt.workflows.money.Vat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

  private record Group(String vatRate, boolean includesVat) {}

  /** The taxes of lines in order. */
  public static Taxes of(List<Taxed> lines) {
    Map<Group, Long> sums = new HashMap<>();
    List<Long> bases = new ArrayList<>();
    for (Taxed line : lines) {
      var group = new Group(line.vatRate(), line.includesVat());
      long before = sums.getOrDefault(group, 0L);
      long after = Math.addExact(before, line.amount());
      sums.put(group, after);
      bases.add(base(group, after) - base(group, before));
    }
    var perRate = new TreeMap<String, Vat>();
    sums.forEach(
        (group, sum) ->
            perRate.merge(
                group.vatRate(),
                Vat.of(group.vatRate(), sum, group.includesVat()),
                (one, other) ->
                    new Vat(one.rate(), one.base() + other.base(), one.vat() + other.vat())));
    return new Taxes(List.copyOf(perRate.values()), bases);
  }

  private static long base(Group group, long amount) {
    return Vat.of(group.vatRate(), amount, group.includesVat()).base();
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
