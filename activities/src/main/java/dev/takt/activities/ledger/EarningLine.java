package dev.takt.activities.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A line of an invoice or a credit note that speaks of a nominal period's time, as the accruals see
 * it.
 *
 * @param invoiceId null where it is in no document
 * @param position the first day's place in the nominal period
 * @param length in days
 * @param base the line's amount without VAT, negative for a credit: what is earned in the end
 */
public record EarningLine(
    Key key,
    @Nullable String invoiceId,
    LocalDate nominalStart,
    int days,
    int position,
    int length,
    long base,
    String vatRate,
    boolean includesVat) {

  /** Which line of which document. */
  public record Key(String documentId, int line) {}

  /** The lines that share this balance each other out. */
  record Share(LocalDate nominalStart, int days, String vatRate, boolean includesVat) {}

  Share share() {
    return new Share(nominalStart, days, vatRate, includesVat);
  }
}
