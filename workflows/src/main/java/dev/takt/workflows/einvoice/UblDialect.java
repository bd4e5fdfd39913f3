package dev.takt.workflows.einvoice;

import java.util.Optional;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.MonetaryTotalType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PaymentMeansType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PaymentTermsType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxCategoryType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.InvoiceTypeCodeType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.ProfileIDType;
import org.jspecify.annotations.Nullable;

/** What the formats that are written in UBL 2.1 have each their own way of saying. */
interface UblDialect {

  /** The version of UBL that the document names, or null where it names none. */
  @Nullable String version();

  String customization();

  ProfileIDType profile();

  InvoiceTypeCodeType invoice();

  /** The code that a credit note names itself by, or null where it does not. */
  @Nullable String creditNote();

  /** Whether the last day to pay stands in the head of an invoice, not with the payment. */
  boolean dueInHead();

  PartyType seller(EInvoiceParty seller);

  PartyType buyer(EInvoiceParty buyer);

  /**
   * How VAT applies.
   *
   * @param explained with the reason for no VAT, where there is one
   */
  TaxCategoryType category(TaxTreatment treatment, String rate, boolean explained);

  /** How it is to be paid; nothing where it need not be. */
  Optional<PaymentMeansType> payment(EInvoice invoice);

  PaymentTermsType terms(EInvoice invoice);

  /** Whether what is paid already stands as a payment of its own. */
  boolean namesPrepayment();

  /** Whether each line bears its own VAT. */
  boolean taxOnLines();

  /** Writes what the document comes to without VAT. */
  void exclusive(MonetaryTotalType totals, EInvoice invoice);
}
