package dev.takt.workflows.settlement;

import dev.takt.workflows.money.Vat;
import dev.takt.workflows.timeline.RefundClaim;
import java.util.List;

/**
 * A credit note to be made. Amounts are in minor units and hold VAT; they are not negative, but a
 * rate's VAT may be, where the invoice's is.
 *
 * @param vat by rate
 * @param lowered what lowers the amount due
 * @param recovered what takes back that something was given up
 * @param refunded what goes back to the customer
 */
public record Note(
    String invoiceId,
    List<Credit> credits,
    List<Vat> vat,
    long lowered,
    long recovered,
    long refunded) {
  public Note {
    credits = List.copyOf(credits);
    vat = List.copyOf(vat);
  }

  /**
   * A part of a claim, as on its line; negative where it takes back credit of another VAT rate that
   * had paid for the time.
   *
   * @param base without VAT
   * @param lowered what of the amount lowers what did not come in
   */
  public record Credit(RefundClaim claim, long amount, long base, long lowered) {
    /** The claim as far as it is met here. */
    public RefundClaim part() {
      return claim.of(amount);
    }

    /** Whether it takes back credit that had paid, instead of crediting time. */
    public boolean takesBack() {
      return amount < 0;
    }
  }
}
