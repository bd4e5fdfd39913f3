package dev.takt.workflows.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.money.Vat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However an invoice is credited, the pieces add up to it, base and VAT. */
class CreditedVatTest {
  private static final List<String> RATES = List.of("25", "15", "12.5", "6", "0");

  @Test
  void theLastPieceTakesExactlyWhatIsLeft() {
    var vat = new CreditedVat(new Vat("25", 10_004, 2_501));
    vat.add(vat.piece(5_002, false));
    assertThat(vat.left()).isEqualTo(6_252);
    assertThat(vat.piece(5_002, false)).isEqualTo(new Vat("25", 5_002, 1_250));
  }

  /** Every invoice of a few øre, in every pair of pieces, with VAT in the price and without. */
  @Test
  void anyTwoPiecesAddUp() {
    for (String rate : RATES) {
      for (boolean included : List.of(true, false)) {
        for (int amount = 1; amount <= 60; amount++) {
          for (int first = 0; first <= amount; first++) {
            Vat invoiced = Vat.of(rate, amount, included);
            var vat = new CreditedVat(invoiced);
            Vat one = vat.piece(first, included);
            vat.add(one);
            Vat other = vat.piece(amount - first, included);
            assertThat(new Vat(rate, one.base() + other.base(), one.vat() + other.vat()))
                .as("%s of %s %%, first %s", amount, rate, first)
                .isEqualTo(invoiced);
            assertThat(List.of(one.base(), one.vat(), other.base(), other.vat()))
                .as("%s of %s %%, first %s", amount, rate, first)
                .allMatch(part -> part >= 0);
          }
        }
      }
    }
  }

  /** Pieces of both kinds, as many as fit, never come to more than was invoiced at the rate. */
  @Test
  void piecesOfBothKindsNeverExceedTheInvoice() {
    for (long seed = 1; seed <= 2_000; seed++) {
      var random = new Random(seed);
      String rate = RATES.get(random.nextInt(RATES.size()));
      Vat net = Vat.of(rate, random.nextInt(500), false);
      Vat gross = Vat.of(rate, random.nextInt(500), true);
      Vat invoiced = new Vat(rate, net.base() + gross.base(), net.vat() + gross.vat());
      var vat = new CreditedVat(invoiced);
      long base = 0;
      long sum = 0;
      for (int i = 0; i < 30; i++) {
        boolean included = random.nextBoolean();
        long most = vat.most(random.nextInt(100), included, random.nextInt(200));
        Vat piece = vat.piece(most, included);
        vat.add(piece);
        base += piece.base();
        sum += piece.vat();
        assertThat(piece.vat()).as("seed " + seed).isNotNegative();
        assertThat(base).as("base, seed " + seed).isBetween(0L, invoiced.base());
        assertThat(sum).as("VAT, seed " + seed).isBetween(0L, invoiced.vat());
      }
      vat.add(vat.piece(vat.most(Long.MAX_VALUE, true, Long.MAX_VALUE), true));
      assertThat(vat.left()).as("seed " + seed).isZero();
    }
  }

  @Test
  void nothingCanBeCreditedAtARateThatTookMoreThanItBilled() {
    var vat = new CreditedVat(new Vat("12.5", -5_000, -625));
    assertThat(vat.left()).isZero();
    assertThat(vat.most(100, true, 1_000)).isZero();
    assertThat(vat.most(100, false, 1_000)).isZero();
  }
}
