package dev.takt.workflows.money;

import dev.takt.workflows.calendar.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a customer has with a merchant, as it meets invoices in the order in which they are issued:
 * credit that ended subscriptions have left lowers their totals, then money pays them, each as far
 * as it goes.
 */
public final class Purse {
  private final List<Credit> credits;
  private final List<Expected> expected = new ArrayList<>();
  private long money;

  /**
   * What a customer has.
   *
   * @param money in minor units
   * @param credits oldest first
   */
  public Purse(long money, List<Credit> credits) {
    this.money = money;
    this.credits = new ArrayList<>(credits);
  }

  /**
   * What an ended subscription has left.
   *
   * @param servicePeriod the time that it was billed for; null for goodwill
   * @param amount positive, in minor units and in the terms of its lines
   */
  public record Credit(
      String subscriptionId, @Nullable Period servicePeriod, VatBucket bucket, long amount) {}

  /** The same with one more credit, the newest. */
  public Purse with(Credit credit) {
    return new Purse(money, Stream.concat(credits.stream(), Stream.of(credit)).toList());
  }

  private record Expected(LocalDate on, Credit credit) {}

  /**
   * What becomes of an invoice.
   *
   * @param credits what it takes of each that it takes any of
   * @param paid what of its total money pays
   */
  public record Met(List<Credit> credits, long total, List<Vat> vat, long paid) {}

  /** Has a credit from a day on, after all that it has by then. */
  public void expect(LocalDate on, Credit credit) {
    expected.add(new Expected(on, credit));
  }

  /**
   * Meets an invoice.
   *
   * @param day with what it has by then, that day's included
   * @param invoice what its lines come to; it is lowered by what it takes
   */
  public Met meet(LocalDate day, VatSums invoice) {
    expected.stream()
        .filter(one -> !one.on().isAfter(day))
        .sorted(Comparator.comparing(Expected::on))
        .forEach(one -> credits.add(one.credit()));
    expected.removeIf(one -> !one.on().isAfter(day));
    List<Long> used =
        invoice.lowerBy(
            credits.stream()
                .map(credit -> new VatSums.Credit(credit.bucket(), credit.amount()))
                .toList());
    List<Credit> taken = new ArrayList<>();
    for (int i = 0; i < used.size(); i++) {
      Credit credit = credits.get(i);
      if (used.get(i) > 0) {
        taken.add(of(credit, used.get(i)));
        credits.set(i, of(credit, credit.amount() - used.get(i)));
      }
    }
    long paid = Math.min(money, invoice.total());
    money -= paid;
    return new Met(taken, invoice.total(), invoice.perRate(), paid);
  }

  private static Credit of(Credit credit, long amount) {
    return new Credit(credit.subscriptionId(), credit.servicePeriod(), credit.bucket(), amount);
  }
}
