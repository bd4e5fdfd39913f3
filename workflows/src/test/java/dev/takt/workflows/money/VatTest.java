package dev.takt.workflows.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Base and VAT always make the gross amount, to the øre. */
class VatTest {
  private static final List<String> RATES = List.of("0", "6", "7.7", "12", "12.5", "20", "25");

  @Test
  void includedVatLeavesTheAmountAsItIs() {
    for (String rate : RATES) {
      for (long amount = -2_000; amount <= 20_000; amount++) {
        Vat vat = Vat.of(rate, amount, true);
        check(vat.gross() == amount, vat, amount);
        check(vat.base() + vat.vat() == amount, vat, amount);
        // Within half an øre of the rate on the base's side: vat · (100 + r) = amount · r ±
        // rounding.
        double exact = amount * Double.parseDouble(rate) / (100 + Double.parseDouble(rate));
        check(Math.abs(vat.vat() - exact) <= 0.5 + 1e-9, vat, amount);
      }
    }
  }

  @Test
  void vatOnTopLeavesTheBaseAsItIs() {
    for (String rate : RATES) {
      for (long amount = -2_000; amount <= 20_000; amount++) {
        Vat vat = Vat.of(rate, amount, false);
        check(vat.base() == amount, vat, amount);
        check(vat.gross() == amount + vat.vat(), vat, amount);
        double exact = amount * Double.parseDouble(rate) / 100;
        check(Math.abs(vat.vat() - exact) <= 0.5 + 1e-9, vat, amount);
      }
    }
  }

  @Test
  void aCreditMirrorsItsInvoice() {
    for (String rate : RATES) {
      for (long amount = 0; amount <= 20_000; amount++) {
        check(
            Vat.of(rate, -amount, true).vat() == -Vat.of(rate, amount, true).vat(),
            Vat.of(rate, amount, true),
            amount);
      }
    }
  }

  @Test
  void aDanishConsumerPaysAFifthOfThePriceAsVat() {
    assertThat(Vat.of("25", 31_000, true)).isEqualTo(new Vat("25", 24_800, 6_200));
    assertThat(Vat.of("25", 31_000, false)).isEqualTo(new Vat("25", 31_000, 7_750));
    assertThat(Vat.of("25", 31_000, false).gross()).isEqualTo(38_750);
  }

  private static void check(boolean holds, Vat vat, long amount) {
    if (!holds) {
      throw new AssertionError(vat + " of " + amount);
    }
  }
}
