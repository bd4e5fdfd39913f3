package dev.takt.workflows.timeline;

import dev.takt.workflows.money.VatBucket;
import java.time.LocalDate;

/**
 * What an invoice or a credit note has said about time: the memory that keeps a bill from repeating
 * itself.
 *
 * @param documentId the invoice, or for {@code CREDIT} the credit note
 * @param invoiceId the invoice that the money belongs to
 * @param nominalStart which nominal period it speaks of
 * @param position the first day's place in that period
 * @param length in days; with {@code SERVICE} the days are billed from now on, with {@code CREDIT}
 *     they are unbilled again (0 where the time stays billed)
 * @param amount in minor units, as on the line: negative for a credit
 * @param price of the whole nominal period that the amount was computed with, in minor units
 */
public record BilledLine(
    Kind kind,
    String documentId,
    String invoiceId,
    LocalDate nominalStart,
    int days,
    int position,
    int length,
    long amount,
    String vatRate,
    boolean includesVat,
    long price) {

  /** What the line does. */
  public enum Kind {
    SERVICE,
    ADJUSTMENT,
    CREDIT
  }

  /** How its amount is taxed. */
  VatBucket vatBucket() {
    return new VatBucket(vatRate, includesVat);
  }
}
