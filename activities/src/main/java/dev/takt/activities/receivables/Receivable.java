package dev.takt.activities.receivables;

import dev.takt.activities.ledger.ClosedPeriods;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as an account: what was billed, and what has become of it. All amounts are in minor
 * units and hold VAT.
 *
 * @param credited what credit notes lowered the amount due by; what they gave back of money that
 *     was paid is not in it
 * @param zone the merchant's
 */
public record Receivable(
    String id,
    String tenant,
    long number,
    String customerId,
    @Nullable String subscriptionId,
    @Nullable String groupId,
    InvoiceStatus status,
    String currency,
    long total,
    long paid,
    long credited,
    long writtenOff,
    ZoneId zone,
    ClosedPeriods books) {

  /** What the customer still owes. */
  public long due() {
    return total - paid - credited - writtenOff;
  }

  /** What did not come in: owed still, or given up. */
  public long uncollected() {
    return total - paid - credited;
  }

  /** The date in the books of what happens at an instant. */
  public LocalDate bookedOn(Instant at) {
    return books.dateFor(at.atZone(zone).toLocalDate());
  }

  /** The same invoice with more money on it. */
  Receivable with(long morePaid, long moreCredited, long moreWrittenOff) {
    var next =
        new Receivable(
            id,
            tenant,
            number,
            customerId,
            subscriptionId,
            groupId,
            status,
            currency,
            total,
            paid + morePaid,
            credited + moreCredited,
            writtenOff + moreWrittenOff,
            zone,
            books);
    return next.withStatus(next.settledStatus());
  }

  private Receivable withStatus(InvoiceStatus next) {
    return new Receivable(
        id,
        tenant,
        number,
        customerId,
        subscriptionId,
        groupId,
        next,
        currency,
        total,
        paid,
        credited,
        writtenOff,
        zone,
        books);
  }

  /**
   * What an invoice is called, in this order: something given up and nothing due: WRITTEN_OFF;
   * nothing due: PAID where anything was paid or nothing was credited, else CREDITED; handed over
   * to collection: IN_COLLECTION as before; something credited: PARTLY_CREDITED; else OPEN.
   */
  private InvoiceStatus settledStatus() {
    if (due() == 0) {
      if (writtenOff > 0) {
        return InvoiceStatus.WRITTEN_OFF;
      }
      return paid > 0 || credited == 0 ? InvoiceStatus.PAID : InvoiceStatus.CREDITED;
    }
    if (status == InvoiceStatus.IN_COLLECTION) {
      return status;
    }
    return credited > 0 ? InvoiceStatus.PARTLY_CREDITED : InvoiceStatus.OPEN;
  }
}
