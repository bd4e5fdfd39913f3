package dev.takt.activities.invoicing;

import dev.takt.activities.ledger.EarningLine;
import dev.takt.activities.ledger.Taxes;
import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.money.VatBucket;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.BillLine;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.DiscountAmount;
import dev.takt.workflows.timeline.ExtraLine;
import dev.takt.workflows.wording.DiscountExplanation;
import dev.takt.workflows.wording.Explanation;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of an invoice or a credit note as it will stand there.
 *
 * @param kind as it is called on the wire
 * @param amount in minor units, with VAT where the price includes it; positive on a credit note
 * @param explanation by language, why the amount is what it is; empty for a whole period's price
 * @param time the part of a nominal period it is about, or null
 * @param discounts what discounts take off it, which {@code amount} is after
 * @param customerCreditId what an ended subscription left, where the line uses a part of that
 * @param chargeId the one-off charge that it bills, or null
 */
record DocumentLine(
    String kind,
    String description,
    Map<String, String> explanation,
    @Nullable Period service,
    int quantity,
    long amount,
    String vatRate,
    boolean includesVat,
    @Nullable Time time,
    List<DiscountPart> discounts,
    @Nullable String customerCreditId,
    @Nullable String chargeId) {

  DocumentLine {
    discounts = List.copyOf(discounts);
  }

  /**
   * What a discount takes off a line, as it will stand below it.
   *
   * @param description what it is called
   * @param explanation by language
   * @param amount negative, in minor units
   */
  record DiscountPart(
      String discountId, String description, Map<String, String> explanation, long amount) {

    private static DiscountPart of(DiscountAmount part, BillLine line, String currency) {
      DiscountExplanation why = new DiscountExplanation(part.discount(), line, currency);
      return new DiscountPart(part.discount().id(), why.name(), why.sentences(), part.amount());
    }
  }

  /** A line that uses no credit of an ended subscription's. */
  DocumentLine(
      BilledLine.Kind kind,
      String description,
      Map<String, String> explanation,
      @Nullable Period service,
      int quantity,
      long amount,
      String vatRate,
      boolean includesVat,
      @Nullable Time time) {
    this(
        kind.name(),
        description,
        explanation,
        service,
        quantity,
        amount,
        vatRate,
        includesVat,
        time,
        List.of(),
        null,
        null);
  }

  /**
   * A part of a nominal period.
   *
   * @param length in days, as the line's {@link BilledLine} has it
   * @param price of the whole nominal period, in minor units
   */
  record Time(LocalDate nominalStart, int days, int position, int length, long price) {}

  static DocumentLine of(BillLine line, Subscription state) {
    Explanation why = Explanation.of(line, state.timeline(), state.currency());
    return new DocumentLine(
        line.kind().name(),
        line.price().name(),
        why.isPlain() && line.discounts().isEmpty() ? Map.of() : why.sentences(),
        line.servicePeriod(),
        line.price().quantity(),
        line.amount(),
        line.price().vatRate(),
        line.price().includesVat(),
        new Time(
            line.nominalStart(), line.days(), line.position(), line.length(), line.price().total()),
        line.discounts().stream()
            .map(part -> DiscountPart.of(part, line, state.currency()))
            .toList(),
        null,
        null);
  }

  /** A line that is about no nominal period. */
  static DocumentLine of(ExtraLine extra) {
    return new DocumentLine(
        extra.kind().name(),
        extra.description(),
        Map.of(),
        extra.servicePeriod(),
        extra.quantity(),
        extra.amount(),
        extra.vatRate(),
        extra.includesVat(),
        null,
        List.of(),
        null,
        extra.sourceId());
  }

  VatBucket vatBucket() {
    return new VatBucket(vatRate, includesVat);
  }

  Taxes.Taxed taxed() {
    return new Taxes.Taxed(amount, vatRate, includesVat);
  }

  /** An invoice's line as the accruals see it, or null where it is not about time. */
  @Nullable EarningLine earning(String documentId, String invoiceId, int line, long base) {
    if (time == null) {
      return null;
    }
    return new EarningLine(
        new EarningLine.Key(documentId, line),
        invoiceId,
        time.nominalStart(),
        time.days(),
        time.position(),
        service == null ? time.length() : service.days(),
        base,
        vatRate,
        includesVat);
  }
}
