package dev.takt.workflows.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.money.VatSums;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whose credit lowers what on an invoice, in a small world and in a larger, random one. */
class SetOffTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-01");
  private static final List<Price> PRICES =
      List.of(price("25", true), price("25", false), price("12.5", true), price("12.5", false));

  private static Price price(String rate, boolean includesVat) {
    return new Price("pln_1", "Plan", 100, 1, rate, includesVat);
  }

  private static BillLine line(Price price, int age, long amount) {
    LocalDate start = DAY.minusDays(age);
    return new BillLine(
        amount < 0 ? BilledLine.Kind.ADJUSTMENT : BilledLine.Kind.SERVICE,
        start,
        30,
        0,
        30,
        new Period(start, start.plusDays(30)),
        amount,
        price);
  }

  private static Owed owed(boolean isDue, List<BillLine> lines, BillLine... credits) {
    return new Owed(isDue, lines, List.of(credits));
  }

  private static List<Long> amounts(Bill bill) {
    return bill.lines().stream().map(BillLine::amount).toList();
  }

  @Test
  void aCreditLowersItsOwnLinesFirstAndThenTheOthers() {
    Price price = PRICES.getFirst();
    List<Bill> bills =
        SetOff.bills(
            List.of(
                owed(true, List.of(line(price, 0, 1_000)), line(price, 28, -27_857)),
                owed(true, List.of(line(price, 0, 40_000)), line(price, 40, -5_000))));
    assertThat(amounts(bills.getFirst())).containsExactly(1_000L, -27_857L);
    assertThat(amounts(bills.getLast())).containsExactly(40_000L, -5_000L);
    bills =
        SetOff.bills(
            List.of(
                owed(true, List.of(line(price, 0, 1_000)), line(price, 28, -27_857)),
                owed(true, List.of(line(price, 0, 400)), line(price, 10, -500))));
    assertThat(amounts(bills.getFirst())).containsExactly(1_000L, -1_000L);
    assertThat(amounts(bills.getLast())).containsExactly(400L, -400L);
  }

  @Test
  void theOldestOfTheRestLowersTheOthersFirst() {
    Price price = PRICES.getFirst();
    List<Bill> bills =
        SetOff.bills(
            List.of(
                owed(true, List.of(line(price, 0, 10)), line(price, 20, -100)),
                owed(true, List.of(line(price, 0, 10)), line(price, 30, -100)),
                owed(true, List.of(line(price, 0, 120)))));
    assertThat(amounts(bills.getFirst())).containsExactly(10L, -40L);
    assertThat(amounts(bills.get(1))).containsExactly(10L, -100L);
    assertThat(amounts(bills.getLast())).containsExactly(120L);
  }

  @Test
  void whoIsNotDueIsThereWithCreditThatIsUsedAndElseNot() {
    Price price = PRICES.getFirst();
    Owed due = owed(true, List.of(line(price, 0, 100)));
    Owed credit = owed(false, List.of(line(price, 40, 20)), line(price, 30, -50));
    assertThat(SetOff.bills(List.of(credit, due)).stream().map(Bill::lines).map(List::size))
        .as("what it owes itself and its credit")
        .containsExactly(2, 1);
    Owed debt = owed(false, List.of(line(price, 40, 50)), line(price, 30, -20));
    assertThat(SetOff.bills(List.of(debt, due)).getFirst().lines()).isEmpty();
    assertThat(SetOff.bills(List.of(credit)).getFirst().lines())
        .as("nobody is billed that day")
        .isEmpty();
    Owed paid = owed(true, List.of(line(price, 0, 100)), line(price, 60, -100));
    assertThat(SetOff.bills(List.of(credit, paid)).getFirst().lines())
        .as("the other has enough of its own")
        .isEmpty();
  }

  /** Two members with a line and a credit each, of all kinds, of 0 to 4 øre. */
  @Test
  void inASmallWorldNothingIsBelowZeroAndNoCreditWaitsThatFits() {
    int[] amounts = {0, 1, 2, 3, 4};
    for (int kinds = 0; kinds < 256; kinds++) {
      for (int sizes = 0; sizes < 625; sizes++) {
        List<Owed> members =
            List.of(
                owed(
                    true,
                    List.of(line(kind(kinds, 0), 0, amounts[sizes % 5])),
                    line(kind(kinds, 1), 20, -amounts[sizes / 5 % 5])),
                owed(
                    true,
                    List.of(line(kind(kinds, 2), 0, amounts[sizes / 25 % 5])),
                    line(kind(kinds, 3), 10, -amounts[sizes / 125 % 5])));
        check(members);
      }
    }
  }

  private static Price kind(int kinds, int place) {
    return PRICES.get((kinds >> (2 * place)) & 3);
  }

  @Test
  void inALargeWorldNothingIsBelowZeroAndNoCreditWaitsThatFits() {
    for (long seed = 1; seed <= 3_000; seed++) {
      var random = new Random(seed);
      List<Owed> members = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        members.add(member(random));
      }
      try {
        check(members);
      } catch (AssertionError failure) {
        throw new AssertionError("seed " + seed, failure);
      }
    }
  }

  private static Owed member(Random random) {
    List<BillLine> lines = new ArrayList<>();
    List<BillLine> credits = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      lines.add(line(PRICES.get(random.nextInt(4)), random.nextInt(90), random.nextInt(50_000)));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      credits.add(
          line(
              PRICES.get(random.nextInt(4)),
              2 * random.nextInt(45) + i,
              -1 - random.nextInt(40_000)));
    }
    return new Owed(random.nextInt(3) > 0, lines, credits);
  }

  private static void check(List<Owed> members) {
    List<Bill> bills = SetOff.bills(members);
    Bill all = new Bill(bills.stream().flatMap(bill -> bill.lines().stream()).toList());
    require(all.total() >= 0, "an invoice below zero: " + all);
    for (int i = 0; i < members.size(); i++) {
      Owed owed = members.get(i);
      Bill bill = bills.get(i);
      if (bill.lines().isEmpty() && !owed.isDue()) {
        continue;
      }
      require(
          bill.lines().subList(0, owed.lines().size()).equals(owed.lines()), "lines are missing");
      for (BillLine credit : owed.credits()) {
        checkUse(credit, used(bill, credit), all, bill);
      }
    }
  }

  private static long used(Bill bill, BillLine credit) {
    return bill.lines().stream()
        .filter(line -> line.amount() < 0 && line.of(credit.amount()).equals(credit))
        .flatMapToLong(line -> LongStream.of(-line.amount()))
        .findFirst()
        .orElse(0);
  }

  private static void checkUse(BillLine credit, long used, Bill all, Bill own) {
    require(used >= 0 && used <= -credit.amount(), "used " + used + " of " + credit);
    if (used < -credit.amount()) {
      require(withMore(all, credit) < 0, credit + " waits, and fits on " + all);
      require(own.total() <= 4, credit + " waits, and others lowered its lines: " + own);
    }
  }

  private static long withMore(Bill bill, BillLine credit) {
    VatSums sums = new VatSums();
    bill.lines().forEach(line -> sums.add(line.price().vatBucket(), line.amount()));
    sums.add(credit.price().vatBucket(), -1);
    return sums.total();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
