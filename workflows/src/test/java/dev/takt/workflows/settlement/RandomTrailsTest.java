package dev.takt.workflows.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.money.Vat;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.RefundClaim;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Chains of invoices, each paid in part by credit that earlier ones left, by seed; then claims of
 * all that they billed, in pieces. Nothing is given back twice, no invoice is credited for more
 * than it is, and in the end every krone that was paid is where it came from.
 */
class RandomTrailsTest {
  private static final LocalDate START = LocalDate.parse("2026-01-01");
  private static final int TRAILS = 1_500;

  /** Some subscriptions with one invoice each, which takes credit that earlier ones have left. */
  private static final class Chain {
    final Random random;
    final boolean included;
    final List<String> rates;
    final List<MoneyTrail.Invoice> invoices = new ArrayList<>();
    final Map<String, List<MoneyTrail.Source>> credits = new HashMap<>();
    final Map<String, Long> unused = new TreeMap<>();
    final Map<String, String> rateOf = new HashMap<>();

    Chain(Random random) {
      this.random = random;
      this.rates = random.nextBoolean() ? List.of("25") : List.of("25", "12.5", "0");
      this.included = random.nextBoolean();
      int many = 2 + random.nextInt(6);
      for (int i = 1; i <= many; i++) {
        issue(i);
      }
    }

    private void issue(int number) {
      long price = 1 + random.nextLong(1_000);
      List<MoneyTrail.Line> lines = new ArrayList<>();
      long left = random.nextInt(4) == 0 ? 0 : random.nextLong(price + 1);
      String rate = one(rates);
      lines.add(line(0, "sub_" + number, rate, price, price - left, null));
      Map<String, Long> sums = new TreeMap<>(Map.of(rate, price));
      long room = price;
      for (var credit : unused.entrySet()) {
        long taken = Math.min(room, random.nextLong(credit.getValue() + 1));
        if (taken > 0) {
          String other = rateOf.getOrDefault(credit.getKey(), rate);
          lines.add(line(lines.size(), "sub_" + number, other, -taken, taken, credit.getKey()));
          sums.merge(other, -taken, Long::sum);
          credit.setValue(credit.getValue() - taken);
          room -= taken;
        }
      }
      List<Vat> vat = new ArrayList<>();
      sums.forEach((of, sum) -> vat.add(Vat.of(of, sum, included)));
      invoices.add(new MoneyTrail.Invoice("inv_" + number, number, 0, 0, vat, List.of(), lines));
      if (left > 0) {
        unused.put("ccr_" + number, left);
        rateOf.put("ccr_" + number, rate);
        credits.put("ccr_" + number, List.of(new MoneyTrail.Source("inv_" + number, 0, left)));
      }
    }

    private MoneyTrail.Line line(
        int position,
        String subscription,
        String rate,
        long amount,
        long left,
        @Nullable String credit) {
      return new MoneyTrail.Line(
          position, subscription, START, 31, rate, included, amount, left, credit);
    }

    String one(List<String> some) {
      return some.get(random.nextInt(some.size()));
    }

    RefundClaim claim(String rate, long amount) {
      return new RefundClaim(
          START,
          31,
          0,
          31,
          new Period(START, START.plusDays(31)),
          amount,
          new Price("pln", "Avis", 1_000, 1, rate, included),
          true);
    }
  }

  @Test
  void everythingGoesBackWhereItCameFrom() {
    for (long seed = 1; seed <= TRAILS; seed++) {
      try {
        giveBack(new Chain(new Random(seed)));
      } catch (AssertionError failure) {
        throw new AssertionError("seed " + seed, failure);
      }
    }
  }

  private static void giveBack(Chain chain) {
    var trail = new MoneyTrail(chain.invoices, chain.credits);
    long kept = 0;
    Map<String, Long> rests = new TreeMap<>();
    Map<String, String> rates = new HashMap<>();
    for (MoneyTrail.Invoice invoice : chain.invoices) {
      MoneyTrail.Line time = invoice.lines().getFirst();
      rests.put(Objects.requireNonNull(time.subscriptionId()), time.left());
      rates.put(time.subscriptionId(), time.vatRate());
    }
    while (sum(rests) > 0) {
      String who = chain.one(List.copyOf(rests.keySet()));
      long amount = Math.min(rests.getOrDefault(who, 0L), 1 + chain.random.nextLong(400));
      if (amount > 0) {
        var claims = List.of(chain.claim(rates.getOrDefault(who, ""), amount));
        var outcome = Settlement.of(who, claims, trail, Settlement.Cause.END_REFUND);
        kept += sum(outcome.kept());
        assertThat(credited(outcome) + sum(outcome.kept()) + sum(outcome.rests()))
            .as("met and left of a claim")
            .isEqualTo(amount);
        trail = trail.after(outcome);
        isSound(trail);
        rests.merge(who, -amount, Long::sum);
      }
    }
    // What nobody has used is balance still; the rest was claimed, and is back where it was paid.
    long unused = sum(chain.unused);
    long open =
        trail.invoices().stream()
            .mapToLong(chain.included ? RandomTrailsTest::notCredited : RandomTrailsTest::netLeft)
            .sum();
    assertThat(kept).as("balance with no payment behind it").isZero();
    assertThat(open).as("paid and not given back").isEqualTo(unused);
  }

  private static long netLeft(MoneyTrail.Invoice invoice) {
    return invoice.vat().stream().mapToLong(Vat::base).sum()
        - invoice.credited().stream().mapToLong(Vat::base).sum();
  }

  private static long notCredited(MoneyTrail.Invoice invoice) {
    return gross(invoice.vat()) - gross(invoice.credited());
  }

  private static long gross(List<Vat> vat) {
    return vat.stream().mapToLong(Vat::gross).sum();
  }

  private static long credited(Settlement.Outcome outcome) {
    return outcome.notes().stream()
        .flatMap(note -> note.credits().stream())
        .mapToLong(Note.Credit::amount)
        .sum();
  }

  private static long sum(Map<?, Long> amounts) {
    return amounts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Vat sumOf(String rate, List<Vat> some) {
    return some.stream()
        .filter(vat -> vat.rate().equals(rate))
        .reduce(
            new Vat(rate, 0, 0),
            (one, other) -> new Vat(rate, one.base() + other.base(), one.vat() + other.vat()));
  }

  private static void isWithin(Vat invoiced, Vat credited, MoneyTrail.Invoice invoice) {
    assertThat(credited.base())
        .as("base credited of " + invoice)
        .isBetween(Math.min(0, invoiced.base()), Math.max(0, invoiced.base()));
    assertThat(credited.vat())
        .as("VAT credited of " + invoice)
        .isBetween(Math.min(0, invoiced.vat()), Math.max(0, invoiced.vat()));
  }

  private static void isSound(MoneyTrail trail) {
    for (MoneyTrail.Invoice invoice : trail.invoices()) {
      assertThat(notCredited(invoice)).as("left of " + invoice).isNotNegative();
      for (Vat vat : invoice.vat()) {
        isWithin(vat, sumOf(vat.rate(), invoice.credited()), invoice);
      }
      assertThat(invoice.lines()).as(invoice.id()).allMatch(line -> line.left() >= 0);
    }
    trail
        .credits()
        .forEach(
            (id, sources) -> assertThat(sources).as(id).allMatch(source -> source.left() >= 0));
  }
}
