package dev.takt.workflows.einvoice;

import com.helger.ubl21.UBL21Marshaller;
import java.math.BigDecimal;
import java.util.Objects;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.BillingReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.CustomerPartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.DocumentReferenceType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.MonetaryTotalType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PaymentType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.SupplierPartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxSubtotalType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxTotalType;
import oasis.names.specification.ubl.schema.xsd.creditnote_21.CreditNoteType;
import oasis.names.specification.ubl.schema.xsd.invoice_21.InvoiceType;

/** Writes a document in UBL 2.1. */
final class UblWriter {
  private final EInvoice invoice;
  private final UblDialect dialect;
  private final UblLines lines;

  UblWriter(EInvoice invoice, UblDialect dialect) {
    this.invoice = invoice;
    this.dialect = dialect;
    this.lines = new UblLines(invoice, dialect);
  }

  byte[] bytes() {
    byte[] bytes =
        invoice.isCreditNote()
            ? UBL21Marshaller.creditNote().getAsBytes(creditNote())
            : UBL21Marshaller.invoice().getAsBytes(invoice());
    return Objects.requireNonNull(bytes, "the document is not one of UBL 2.1");
  }

  private InvoiceType invoice() {
    InvoiceType document = new InvoiceType();
    if (dialect.version() != null) {
      document.setUBLVersionID(dialect.version());
    }
    document.setCustomizationID(dialect.customization());
    document.setProfileID(dialect.profile());
    document.setID(invoice.number());
    document.setIssueDate(invoice.issued());
    if (dialect.dueInHead() && invoice.due() != null) {
      document.setDueDate(invoice.due());
    }
    document.setInvoiceTypeCode(dialect.invoice());
    document.setDocumentCurrencyCode(invoice.currency());
    document.setBuyerReference(invoice.buyerReference());
    document.setAccountingSupplierParty(supplier());
    document.setAccountingCustomerParty(customer());
    dialect.payment(invoice).ifPresent(document::addPaymentMeans);
    document.addPaymentTerms(dialect.terms(invoice));
    if (dialect.namesPrepayment() && invoice.paid() != 0) {
      document.addPrepaidPayment(prepaid());
    }
    document.addTaxTotal(taxes());
    document.setLegalMonetaryTotal(totals());
    lines.ofInvoice().forEach(document::addInvoiceLine);
    return document;
  }

  private CreditNoteType creditNote() {
    CreditNoteType document = new CreditNoteType();
    if (dialect.version() != null) {
      document.setUBLVersionID(dialect.version());
    }
    document.setCustomizationID(dialect.customization());
    document.setProfileID(dialect.profile());
    document.setID(invoice.number());
    document.setIssueDate(invoice.issued());
    if (dialect.creditNote() != null) {
      document.setCreditNoteTypeCode(dialect.creditNote());
    }
    document.setDocumentCurrencyCode(invoice.currency());
    document.setBuyerReference(invoice.buyerReference());
    document.addBillingReference(credited());
    document.setAccountingSupplierParty(supplier());
    document.setAccountingCustomerParty(customer());
    document.addPaymentTerms(dialect.terms(invoice));
    document.addTaxTotal(taxes());
    document.setLegalMonetaryTotal(totals());
    lines.ofCreditNote().forEach(document::addCreditNoteLine);
    return document;
  }

  private PaymentType prepaid() {
    PaymentType payment = new PaymentType();
    payment.setPaidAmount(decimal(invoice.paid())).setCurrencyID(invoice.currency());
    return payment;
  }

  private BillingReferenceType credited() {
    EInvoice.Credited credited = Objects.requireNonNull(invoice.credited());
    DocumentReferenceType document = new DocumentReferenceType();
    document.setID(credited.number());
    document.setIssueDate(credited.issued());
    BillingReferenceType reference = new BillingReferenceType();
    reference.setInvoiceDocumentReference(document);
    return reference;
  }

  private SupplierPartyType supplier() {
    SupplierPartyType supplier = new SupplierPartyType();
    supplier.setParty(dialect.seller(invoice.seller()));
    return supplier;
  }

  private CustomerPartyType customer() {
    CustomerPartyType customer = new CustomerPartyType();
    customer.setParty(dialect.buyer(invoice.buyer()));
    return customer;
  }

  /** The VAT of the document, by rate, as it was reckoned when the document was issued. */
  private TaxTotalType taxes() {
    TaxTotalType total = new TaxTotalType();
    total.setTaxAmount(decimal(invoice.vat())).setCurrencyID(invoice.currency());
    for (EInvoice.TaxSum sum : invoice.taxes()) {
      TaxSubtotalType part = new TaxSubtotalType();
      part.setTaxableAmount(decimal(sum.base())).setCurrencyID(invoice.currency());
      part.setTaxAmount(decimal(sum.vat())).setCurrencyID(invoice.currency());
      part.setTaxCategory(dialect.category(sum.treatment(), sum.rate(), true));
      total.addTaxSubtotal(part);
    }
    return total;
  }

  private MonetaryTotalType totals() {
    MonetaryTotalType totals = new MonetaryTotalType();
    String currency = invoice.currency();
    totals.setLineExtensionAmount(decimal(invoice.base())).setCurrencyID(currency);
    dialect.exclusive(totals, invoice);
    totals.setTaxInclusiveAmount(decimal(invoice.total())).setCurrencyID(currency);
    if (invoice.paid() != 0) {
      totals.setPrepaidAmount(decimal(invoice.paid())).setCurrencyID(currency);
    }
    totals.setPayableAmount(decimal(invoice.total() - invoice.paid())).setCurrencyID(currency);
    return totals;
  }

  private BigDecimal decimal(long minorUnits) {
    return invoice.decimal(minorUnits);
  }
}
