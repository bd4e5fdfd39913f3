package dev.takt.workflows.money;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * What the lines of a document come to while it is written. VAT is computed once per rate on their
 * sum; where lines with and without VAT in the price meet at one rate, each basis is rounded on its
 * own, then added. One rate may come to less than 0 where a credit of it lowers lines of another.
 */
public final class VatSums {
  private final Map<VatBucket, Long> sums = new LinkedHashMap<>();

  /** Adds a line. */
  public void add(VatBucket bucket, long amount) {
    sums.merge(bucket, amount, Math::addExact);
  }

  /** What the lines that are taxed alike come to, as on the lines. */
  public long of(VatBucket bucket) {
    return sums.getOrDefault(bucket, 0L);
  }

  /** What the customer pays, VAT included. */
  public long total() {
    return sums.entrySet().stream().mapToLong(sum -> gross(sum.getKey(), sum.getValue())).sum();
  }

  private long totalAt(String rate) {
    return sums.entrySet().stream()
        .filter(sum -> sum.getKey().vatRate().equals(rate))
        .mapToLong(sum -> gross(sum.getKey(), sum.getValue()))
        .sum();
  }

  private static long gross(VatBucket bucket, long amount) {
    return vat(bucket, amount).gross();
  }

  private static Vat vat(VatBucket bucket, long amount) {
    return Vat.of(bucket.vatRate(), amount, bucket.includesVat());
  }

  /** Base and VAT of each rate, in the order of the rates' texts. */
  public List<Vat> perRate() {
    Map<String, Vat> perRate = new TreeMap<>();
    sums.forEach(
        (bucket, sum) -> perRate.merge(bucket.vatRate(), vat(bucket, sum), VatSums::added));
    return List.copyOf(perRate.values());
  }

  private static Vat added(Vat one, Vat other) {
    return new Vat(one.rate(), one.base() + other.base(), one.vat() + other.vat());
  }

  /** A credit that waits, positive and in its own terms. */
  public record Credit(VatBucket bucket, long amount) {}

  /**
   * Lowers the document by credits, in their order, as far as its total stays at 0 or more: what
   * meets lines of its own VAT rate first, then the rest. The answer is how much of each is used.
   */
  public List<Long> lowerBy(List<Credit> credits) {
    long[] used = new long[credits.size()];
    for (boolean atItsRate : new boolean[] {true, false}) {
      for (int i = 0; i < used.length; i++) {
        VatBucket bucket = credits.get(i).bucket();
        long left = credits.get(i).amount() - used[i];
        long most = atItsRate ? roomAtItsRate(bucket, left) : room(bucket, left);
        add(bucket, -most);
        used[i] += most;
      }
    }
    return LongStream.of(used).boxed().toList();
  }

  /** How much of a credit, in its own terms, leaves the total at 0 or more. */
  public long room(VatBucket bucket, long credit) {
    return most(credit, fitting(bucket, total()));
  }

  /** The same, where what its VAT rate comes to is to stay at 0 or more, too. */
  public long roomAtItsRate(VatBucket bucket, long credit) {
    return most(credit, fitting(bucket, Math.min(total(), totalAt(bucket.vatRate()))));
  }

  /** Whether a credit takes no more than an amount with VAT from what its bucket comes to. */
  private LongPredicate fitting(VatBucket bucket, long available) {
    long sum = of(bucket);
    long before = gross(bucket, sum);
    return credit -> before - gross(bucket, sum - credit) <= available;
  }

  /** The largest number up to a limit that fits, where whatever is larger fits less; at least 0. */
  private static long most(long limit, LongPredicate fits) {
    if (limit > 0 && fits.test(limit)) {
      return limit;
    }
    long most = 0;
    long tooMuch = Math.max(limit, 1);
    while (tooMuch - most > 1) {
      long middle = most + (tooMuch - most) / 2;
      if (fits.test(middle)) {
        most = middle;
      } else {
        tooMuch = middle;
      }
    }
    return most;
  }
}
