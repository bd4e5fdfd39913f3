package dev.takt.workflows.settlement;

import dev.takt.workflows.money.Vat;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What of an invoice's VAT rate is credited. The VAT of each piece is the difference of a
 * cumulative function on the invoice's own VAT: however the invoice is credited, the last piece
 * takes exactly what is left of its base and of its VAT.
 */
final class CreditedVat {
  private final Vat invoiced;
  private long base;
  private long vat;

  CreditedVat(Vat invoiced) {
    this.invoiced = invoiced;
  }

  /** Adds what was credited. */
  void add(Vat piece) {
    base += piece.base();
    vat += piece.vat();
  }

  /** What is left with VAT; nothing where the rate's lines took more credit than they billed. */
  long left() {
    return Math.max(0, invoiced.gross() - base - vat);
  }

  /**
   * What of the rate's credit, with VAT, paid for lines of other rates and is not passed on yet.
   */
  long crossed() {
    return Math.max(0, base + vat - invoiced.gross());
  }

  /** The most with VAT whose piece is no more than {@code amount}, which holds VAT or not. */
  long gross(long amount, boolean includesVat) {
    if (includesVat) {
      return Math.min(amount, left());
    }
    long gross = Math.min(piece(amount, false).gross(), left());
    while (gross > 0 && piece(gross, true).base() > amount) {
      gross--;
    }
    return gross;
  }

  /**
   * A further piece that holds its VAT or not; no more than what is left. It is negative where
   * credit is passed on.
   */
  Vat piece(long amount, boolean includesVat) {
    if (includesVat) {
      long after = share(base + vat + amount, invoiced.gross()) - vat;
      return new Vat(invoiced.rate(), amount - after, after);
    }
    long after = Math.max(vat, share(base + amount, invoiced.base())) - vat;
    return new Vat(invoiced.rate(), amount, after);
  }

  /** The most of an amount that, with its VAT, is no more than {@code gross} and what is left. */
  long most(long amount, boolean includesVat, long gross) {
    long room = Math.min(gross, left());
    if (includesVat) {
      return Math.max(0, Math.min(amount, room));
    }
    long part = Math.min(amount, invoiced.base() - base);
    while (part > 0) {
      long over = piece(part, false).gross() - room;
      if (over <= 0) {
        return part;
      }
      part -= Math.max(1, Vat.of(invoiced.rate(), over, true).base());
    }
    return 0;
  }

  private long share(long part, long whole) {
    return whole == 0
        ? 0
        : BigDecimal.valueOf(invoiced.vat())
            .multiply(BigDecimal.valueOf(part))
            .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
            .longValueExact();
  }
}
