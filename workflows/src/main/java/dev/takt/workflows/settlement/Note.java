package dev.takt.workflows.settlement;

import dev.takt.workflows.money.Vat;
import dev.takt.workflows.timeline.RefundClaim;
import java.util.List;

/**
 * A credit note to be made. Amounts are positive, in minor units and hold VAT.
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
   * A part of a claim, as on its line.
   *
   * @param base without VAT
   * @param lowered what of the amount lowers what did not come in
   */
  public record Credit(RefundClaim claim, long amount, long base, long lowered) {
    /** The claim as far as it is met here. */
    public RefundClaim part() {
      return claim.of(amount);
    }
  }
}
