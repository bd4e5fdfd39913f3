package dev.takt.workflows.einvoice;

import dev.takt.workflows.calendar.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invoice or a credit note as an electronic one says it. Amounts are in minor units; those of a
 * credit note are positive. The lines of a rate add up to its base, and bases and VAT to the total.
 *
 * @param credited the invoice that a credit note is about; null with an invoice
 * @param due the last day to pay; null with a credit note
 * @param buyerReference what the buyer finds its order or department by
 * @param paid what the buyer's money had paid when it was issued
 */
public record EInvoice(
    @Nullable Credited credited,
    String number,
    LocalDate issued,
    @Nullable LocalDate due,
    String currency,
    EInvoiceParty seller,
    EInvoiceParty buyer,
    String buyerReference,
    List<Line> lines,
    List<TaxSum> taxes,
    long paid,
    PaymentWay payment) {

  public EInvoice {
    lines = List.copyOf(lines);
    taxes = List.copyOf(taxes);
  }

  /** The invoice that a credit note credits. */
  public record Credited(String number, LocalDate issued) {}

  /**
   * A line.
   *
   * @param name what was sold
   * @param note why the amount is what it is, in the buyer's language, or null
   * @param quantity 1 for a part of a period, whose days are in the note
   * @param base without VAT
   * @param rate in per cent
   */
  public record Line(
      String name,
      @Nullable String note,
      @Nullable Period service,
      int quantity,
      long base,
      TaxTreatment treatment,
      String rate) {}

  /** What is due of one rate. */
  public record TaxSum(TaxTreatment treatment, String rate, long base, long vat) {}

  /**
   * Something without which nobody could receive the document.
   *
   * @param pointer to the field of the merchant or the customer, such as "/customer/address"
   */
  public record Lacking(String pointer, String detail) {}

  /** What must be said of the parties before the document can be written; empty where nothing. */
  public List<Lacking> lacking(EInvoiceFormat format) {
    List<Lacking> lacking = new ArrayList<>();
    need(lacking, seller.electronic(), "/merchant/companyNumber", "the seller's company number");
    need(lacking, seller.address().country(), "/merchant/address", "the seller's address");
    need(lacking, seller.vat().orElse(null), "/merchant/vatNumber", "the seller's VAT number");
    need(lacking, buyer.name(), "/customer/name", "the buyer's name");
    need(
        lacking,
        buyer.electronic(),
        "/customer/eInvoiceId",
        "the buyer's electronic address, such as 0088 and a GLN; a company number that is right"
            + " does as well in DK, NO and SE");
    need(lacking, buyer.address().country(), "/customer/country", "the buyer's country");
    if (taxes.stream().anyMatch(sum -> sum.treatment() == TaxTreatment.REVERSE_CHARGE)) {
      need(lacking, buyer.vat().orElse(null), "/customer/vatNumber", "the buyer's VAT number");
    }
    if (format == EInvoiceFormat.OIOUBL) {
      needDanish(lacking, seller, "/merchant/companyNumber");
      needDanish(lacking, buyer, "/customer/eInvoiceId");
    }
    return lacking;
  }

  private static void need(
      List<Lacking> lacking, @Nullable Object value, String pointer, String detail) {
    if (value == null) {
      lacking.add(new Lacking(pointer, detail));
    }
  }

  private static void needDanish(List<Lacking> lacking, EInvoiceParty party, String pointer) {
    ElectronicAddress address = party.electronic();
    if (address != null
        && !List.of(ElectronicAddress.CVR, ElectronicAddress.GLN).contains(address.scheme())) {
      lacking.add(new Lacking(pointer, "OIOUBL is for addresses by CVR number or GLN"));
    }
  }

  boolean isCreditNote() {
    return credited != null;
  }

  long base() {
    return taxes.stream().mapToLong(TaxSum::base).sum();
  }

  long vat() {
    return taxes.stream().mapToLong(TaxSum::vat).sum();
  }

  long total() {
    return base() + vat();
  }

  /** An amount as documents write it. */
  BigDecimal decimal(long minorUnits) {
    int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    return BigDecimal.valueOf(minorUnits, digits);
  }

  /** What the document is written as. */
  public byte[] in(EInvoiceFormat format) {
    return new UblWriter(this, format.dialect()).bytes();
  }
}
