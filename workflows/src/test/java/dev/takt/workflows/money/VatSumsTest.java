package dev.takt.workflows.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Credit lowers a document to 0 and never below, whatever the VAT of the two is. */
class VatSumsTest {
  private static final VatBucket WITH = new VatBucket("25", true);
  private static final VatBucket WITHOUT = new VatBucket("25", false);
  private static final VatBucket OTHER_WITH = new VatBucket("12.5", true);
  private static final VatBucket OTHER_WITHOUT = new VatBucket("12.5", false);
  private static final List<VatBucket> BUCKETS =
      List.of(WITH, WITHOUT, OTHER_WITH, OTHER_WITHOUT, new VatBucket("0", true));

  /** Every document of up to 11 øre in two kinds, every credit of up to 18 of each kind. */
  @Test
  void asMuchIsUsedAsLeavesNothingBelowZero() {
    for (VatBucket one : BUCKETS) {
      for (VatBucket other : BUCKETS) {
        for (int i = 0; i < 12 * 12; i++) {
          Map<VatBucket, Long> lines = new LinkedHashMap<>();
          lines.merge(one, (long) i / 12, Long::sum);
          lines.merge(other, (long) i % 12, Long::sum);
          for (VatBucket bucket : BUCKETS) {
            for (long credit = 0; credit <= 18; credit++) {
              long used =
                  sums(lines).lowerBy(List.of(new VatSums.Credit(bucket, credit))).getFirst();
              check(used >= 0 && used <= credit, lines, bucket, credit, used);
              check(totalWith(lines, bucket, used) >= 0, lines, bucket, credit, used);
              check(
                  used == credit || totalWith(lines, bucket, used + 1) < 0,
                  lines,
                  bucket,
                  credit,
                  used);
            }
          }
        }
      }
    }
  }

  @Test
  void manyCreditsAreUsedAsFarAsTheyGo() {
    for (long seed = 1; seed <= 3_000; seed++) {
      var random = new Random(seed);
      Map<VatBucket, Long> lines = new LinkedHashMap<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        lines.merge(any(random), (long) random.nextInt(100_000), Long::sum);
      }
      List<VatSums.Credit> credits = new ArrayList<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        credits.add(new VatSums.Credit(any(random), random.nextInt(80_000)));
      }
      VatSums sums = sums(lines);
      List<Long> used = sums.lowerBy(credits);
      Map<VatBucket, Long> left = new LinkedHashMap<>(lines);
      for (int i = 0; i < used.size(); i++) {
        left.merge(credits.get(i).bucket(), -used.get(i), Long::sum);
      }
      assertThat(sums.total()).as("seed %s", seed).isEqualTo(total(left)).isNotNegative();
      assertThat(sums.perRate().stream().mapToLong(Vat::gross).sum())
          .as("base and VAT of all rates, seed %s", seed)
          .isEqualTo(sums.total());
      for (int i = 0; i < used.size(); i++) {
        if (used.get(i) < credits.get(i).amount()) {
          assertThat(totalWith(left, credits.get(i).bucket(), 1)).as("seed %s", seed).isNegative();
        }
      }
    }
  }

  @Test
  void linesOfItsOwnRateComeFirst() {
    VatSums sums = new VatSums();
    sums.add(WITH, 100);
    sums.add(OTHER_WITH, 50);
    assertThat(
            sums.lowerBy(
                List.of(new VatSums.Credit(OTHER_WITH, 120), new VatSums.Credit(WITH, 60))))
        .as("the older one takes its own 50, the other its 60, and the older one what is left")
        .containsExactly(90L, 60L);
    assertThat(sums.total()).isZero();
    assertThat(sums.perRate()).containsExactly(new Vat("12.5", -36, -4), new Vat("25", 32, 8));
  }

  @Test
  void eachBasisOfARateIsRoundedOnItsOwn() {
    VatSums sums = new VatSums();
    sums.add(WITHOUT, 14_667);
    sums.add(WITH, -5_833);
    assertThat(sums.perRate()).containsExactly(new Vat("25", 14_667 - 4_666, 3_667 - 1_167));
    assertThat(sums.total()).isEqualTo(12_501);
  }

  private static VatBucket any(Random random) {
    return BUCKETS.get(random.nextInt(BUCKETS.size()));
  }

  private static VatSums sums(Map<VatBucket, Long> lines) {
    VatSums sums = new VatSums();
    lines.forEach(sums::add);
    return sums;
  }

  private static long totalWith(Map<VatBucket, Long> lines, VatBucket bucket, long credit) {
    Map<VatBucket, Long> lowered = new LinkedHashMap<>(lines);
    lowered.merge(bucket, -credit, Long::sum);
    return total(lowered);
  }

  private static long total(Map<VatBucket, Long> lines) {
    return lines.entrySet().stream()
        .mapToLong(
            line ->
                Vat.of(line.getKey().vatRate(), line.getValue(), line.getKey().includesVat())
                    .gross())
        .sum();
  }

  private static void check(
      boolean holds, Map<VatBucket, Long> lines, VatBucket bucket, long credit, long used) {
    if (!holds) {
      throw new AssertionError(used + " of " + credit + " in " + bucket + " is used on " + lines);
    }
  }
}
