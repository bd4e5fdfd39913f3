package dev.takt.workflows.einvoice;

import java.math.BigDecimal;
import java.util.Optional;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.MonetaryTotalType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyLegalEntityType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyTaxSchemeType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PaymentMeansType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PaymentTermsType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxCategoryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxSchemeType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.InvoiceTypeCodeType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.NoteType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.ProfileIDType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.TaxExemptionReasonType;
import org.jspecify.annotations.Nullable;

/**
 * Peppol BIS Billing 3 (release 3.0.21, May 2026), which follows EN 16931, with what receivers in
 * Denmark, Norway and Sweden want besides.
 */
final class PeppolDialect implements UblDialect {
  private static final String CUSTOMIZATION =
      "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
  private static final String PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

  @Override
  public String customization() {
    return CUSTOMIZATION;
  }

  @Override
  public @Nullable String version() {
    return null;
  }

  @Override
  public ProfileIDType profile() {
    return new ProfileIDType(PROFILE);
  }

  @Override
  public InvoiceTypeCodeType invoice() {
    return new InvoiceTypeCodeType("380");
  }

  @Override
  public String creditNote() {
    return "381";
  }

  @Override
  public boolean dueInHead() {
    return true;
  }

  @Override
  public PartyType seller(EInvoiceParty seller) {
    return party(seller);
  }

  @Override
  public PartyType buyer(EInvoiceParty buyer) {
    return party(buyer);
  }

  private static PartyType party(EInvoiceParty who) {
    PartyType party = UblParts.party(who);
    ElectronicAddress electronic = who.electronic();
    if (electronic != null) {
      party.setEndpointID(electronic.number()).setSchemeID(electronic.scheme());
    }
    party.setPostalAddress(UblParts.address(who.address()));
    who.vat().ifPresent(number -> party.addPartyTaxScheme(registered(number)));
    PartyLegalEntityType entity = new PartyLegalEntityType();
    entity.setRegistrationName(who.name());
    who.registered()
        .ifPresent(
            number -> {
              var id = entity.setCompanyID(number);
              ElectronicAddress.schemeOf(who.address().country()).ifPresent(id::setSchemeID);
            });
    party.addPartyLegalEntity(entity);
    return party;
  }

  private static PartyTaxSchemeType registered(String number) {
    PartyTaxSchemeType scheme = new PartyTaxSchemeType();
    scheme.setCompanyID(number);
    scheme.setTaxScheme(vat());
    return scheme;
  }

  private static TaxSchemeType vat() {
    TaxSchemeType scheme = new TaxSchemeType();
    scheme.setID("VAT");
    return scheme;
  }

  @Override
  public TaxCategoryType category(TaxTreatment treatment, String rate, boolean explained) {
    TaxCategoryType category = new TaxCategoryType();
    category.setID(treatment.code());
    category.setPercent(new BigDecimal(rate));
    if (explained && treatment == TaxTreatment.REVERSE_CHARGE) {
      category.setTaxExemptionReasonCode("VATEX-EU-AE");
      category.addTaxExemptionReason(new TaxExemptionReasonType("Reverse charge"));
    }
    category.setTaxScheme(vat());
    return category;
  }

  @Override
  public Optional<PaymentMeansType> payment(EInvoice invoice) {
    if (invoice.isCreditNote()) {
      return Optional.empty();
    }
    boolean danish = "DK".equals(invoice.seller().address().country());
    return Optional.of(
        switch (invoice.payment()) {
          case PaymentWay.ByCard _ -> UblParts.means("48", null);
          case PaymentWay.Slip(var creditor, var reference) ->
              UblParts.account(UblParts.means("93", "71#" + reference), creditor, null);
          case PaymentWay.DanishAccount(var branch, var account, var reference) ->
              UblParts.account(UblParts.means("42", reference), account, branch);
          case PaymentWay.Bankgiro(var number, var reference) ->
              UblParts.account(UblParts.means("30", reference), number, "SE:BANKGIRO");
          case PaymentWay.Transfer(var account, var bic, var reference) ->
              UblParts.account(UblParts.means(danish ? "58" : "30", reference), account, bic);
          case PaymentWay.Unstated _ -> UblParts.means("1", null);
        });
  }

  @Override
  public PaymentTermsType terms(EInvoice invoice) {
    PaymentTermsType terms = new PaymentTermsType();
    terms.addNote(
        new NoteType(
            invoice.due() == null
                ? "Lowers what is due of the invoice, or is refunded"
                : "Due " + invoice.due()));
    return terms;
  }

  @Override
  public boolean namesPrepayment() {
    return false;
  }

  @Override
  public boolean taxOnLines() {
    return false;
  }

  @Override
  public void exclusive(MonetaryTotalType totals, EInvoice invoice) {
    totals.setTaxExclusiveAmount(invoice.decimal(invoice.base())).setCurrencyID(invoice.currency());
  }
}
