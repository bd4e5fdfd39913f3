package dev.takt.workflows.einvoice;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.money.Vat;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.CreditNoteLineType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.InvoiceLineType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ItemType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PeriodType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PriceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxSubtotalType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxTotalType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.DescriptionType;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a document. What a line takes off has a negative quantity, since no price may be
 * negative (BR-27). The price is that of the whole quantity where it cannot be divided evenly, so
 * that quantity times price is the line's amount to the last decimal (PEPPOL-EN16931-R120).
 */
final class UblLines {
  /** A piece, by the list of UN/ECE recommendation 20 that both formats take. */
  private static final String UNIT = "EA";

  private final EInvoice invoice;
  private final UblDialect dialect;

  UblLines(EInvoice invoice, UblDialect dialect) {
    this.invoice = invoice;
    this.dialect = dialect;
  }

  List<InvoiceLineType> ofInvoice() {
    return IntStream.range(0, invoice.lines().size()).mapToObj(this::invoiceLine).toList();
  }

  List<CreditNoteLineType> ofCreditNote() {
    return IntStream.range(0, invoice.lines().size()).mapToObj(this::creditNoteLine).toList();
  }

  private InvoiceLineType invoiceLine(int index) {
    EInvoice.Line from = invoice.lines().get(index);
    InvoiceLineType line = new InvoiceLineType();
    line.setID(String.valueOf(index + 1));
    line.setInvoicedQuantity(quantity(from)).setUnitCode(UNIT);
    line.setLineExtensionAmount(invoice.decimal(from.base())).setCurrencyID(invoice.currency());
    period(from.service()).ifPresent(line::addInvoicePeriod);
    if (dialect.taxOnLines()) {
      line.addTaxTotal(tax(from));
    }
    line.setItem(item(from));
    line.setPrice(price(from));
    return line;
  }

  private CreditNoteLineType creditNoteLine(int index) {
    EInvoice.Line from = invoice.lines().get(index);
    CreditNoteLineType line = new CreditNoteLineType();
    line.setID(String.valueOf(index + 1));
    line.setCreditedQuantity(quantity(from)).setUnitCode(UNIT);
    line.setLineExtensionAmount(invoice.decimal(from.base())).setCurrencyID(invoice.currency());
    period(from.service()).ifPresent(line::addInvoicePeriod);
    if (dialect.taxOnLines()) {
      line.addTaxTotal(tax(from));
    }
    line.setItem(item(from));
    line.setPrice(price(from));
    return line;
  }

  private static BigDecimal quantity(EInvoice.Line line) {
    return BigDecimal.valueOf(line.base() < 0 ? -line.quantity() : line.quantity());
  }

  private PriceType price(EInvoice.Line line) {
    long amount = Math.abs(line.base());
    boolean even = amount % line.quantity() == 0;
    PriceType price = new PriceType();
    price
        .setPriceAmount(invoice.decimal(even ? amount / line.quantity() : amount))
        .setCurrencyID(invoice.currency());
    price.setBaseQuantity(BigDecimal.valueOf(even ? 1 : line.quantity())).setUnitCode(UNIT);
    return price;
  }

  /** Documents name the last day of a period, not the first day after it. */
  private static Optional<PeriodType> period(@Nullable Period service) {
    if (service == null || service.days() == 0) {
      return Optional.empty();
    }
    PeriodType period = new PeriodType();
    period.setStartDate(service.from());
    period.setEndDate(service.to().minusDays(1));
    return Optional.of(period);
  }

  private ItemType item(EInvoice.Line line) {
    ItemType item = new ItemType();
    if (line.note() != null) {
      item.addDescription(new DescriptionType(line.note()));
    }
    item.setName(line.name());
    item.addClassifiedTaxCategory(dialect.category(line.treatment(), line.rate(), false));
    return item;
  }

  private TaxTotalType tax(EInvoice.Line line) {
    BigDecimal vat = invoice.decimal(Vat.of(line.rate(), line.base(), false).vat());
    TaxSubtotalType part = new TaxSubtotalType();
    part.setTaxableAmount(invoice.decimal(line.base())).setCurrencyID(invoice.currency());
    part.setTaxAmount(vat).setCurrencyID(invoice.currency());
    part.setTaxCategory(dialect.category(line.treatment(), line.rate(), true));
    TaxTotalType total = new TaxTotalType();
    total.setTaxAmount(vat).setCurrencyID(invoice.currency());
    total.addTaxSubtotal(part);
    return total;
  }
}
