package dev.takt.workflows.einvoice;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.AddressType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.ContactType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.CreditAccountType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.FinancialAccountType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.MonetaryTotalType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyLegalEntityType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyTaxSchemeType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PaymentMeansType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PaymentTermsType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxCategoryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.TaxSchemeType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.InvoiceTypeCodeType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.PaymentNoteType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.ProfileIDType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.TaxExemptionReasonType;
import org.jspecify.annotations.Nullable;

/** OIOUBL 2.1, by the rules of its Schematron 1.17; what a rule demands bears its name. */
final class OioublDialect implements UblDialect {
  private static final String AGENCY = "320";

  @Override
  public String version() {
    return "2.1";
  }

  @Override
  public String customization() {
    return "OIOUBL-2.1";
  }

  @Override
  public ProfileIDType profile() {
    ProfileIDType profile = new ProfileIDType("urn:www.nesubl.eu:profiles:profile5:ver2.0");
    profile.setSchemeID("urn:oioubl:id:profileid-1.2");
    profile.setSchemeAgencyID(AGENCY);
    return profile;
  }

  @Override
  public InvoiceTypeCodeType invoice() {
    InvoiceTypeCodeType code = new InvoiceTypeCodeType("380");
    code.setListID("urn:oioubl:codelist:invoicetypecode-1.1");
    code.setListAgencyID(AGENCY);
    return code;
  }

  @Override
  public @Nullable String creditNote() {
    return null;
  }

  @Override
  public boolean dueInHead() {
    return false;
  }

  @Override
  public PartyType seller(EInvoiceParty seller) {
    PartyType party = party(seller);
    seller.vat().ifPresent(number -> party.addPartyTaxScheme(registered(number)));
    return party;
  }

  /** F-INV051: the buyer has a contact with an id. */
  @Override
  public PartyType buyer(EInvoiceParty buyer) {
    PartyType party = party(buyer);
    ContactType contact = new ContactType();
    contact.setID(buyer.id());
    contact.setName(buyer.name());
    party.setContact(contact);
    return party;
  }

  private static PartyType party(EInvoiceParty who) {
    PartyType party = UblParts.party(who);
    AddressType address = UblParts.address(who.address());
    var format = address.setAddressFormatCode("StructuredLax"); // F-LIB025
    format.setListID("urn:oioubl:codelist:addressformatcode-1.1");
    format.setListAgencyID(AGENCY);
    party.setPostalAddress(address);
    PartyLegalEntityType entity = new PartyLegalEntityType();
    entity.setRegistrationName(who.name());
    ElectronicAddress electronic = who.electronic();
    if (electronic != null) {
      boolean gln = electronic.scheme().equals(ElectronicAddress.GLN);
      String number = gln ? electronic.number() : "DK" + electronic.number();
      party.setEndpointID(number).setSchemeID(gln ? "GLN" : "DK:CVR");
      // F-LIB187: of a place that is known by its GLN alone, that.
      who.registered()
          .filter(_ -> "DK".equals(who.address().country()))
          .ifPresentOrElse(
              cvr -> entity.setCompanyID("DK" + cvr).setSchemeID("DK:CVR"),
              () -> entity.setCompanyID(number).setSchemeID(gln ? "ZZZ" : "DK:CVR"));
    }
    party.addPartyLegalEntity(entity);
    return party;
  }

  private static PartyTaxSchemeType registered(String number) {
    PartyTaxSchemeType scheme = new PartyTaxSchemeType();
    scheme.setCompanyID(number).setSchemeID("DK:SE");
    scheme.setTaxScheme(moms());
    return scheme;
  }

  private static TaxSchemeType moms() {
    TaxSchemeType scheme = new TaxSchemeType();
    var id = scheme.setID("63");
    id.setSchemeID("urn:oioubl:id:taxschemeid-1.5");
    id.setSchemeAgencyID(AGENCY);
    scheme.setName("Moms");
    return scheme;
  }

  @Override
  public TaxCategoryType category(TaxTreatment treatment, String rate, boolean explained) {
    TaxCategoryType category = new TaxCategoryType();
    var id =
        category.setID(
            switch (treatment) {
              case STANDARD -> "StandardRated";
              case ZERO_RATED -> "ZeroRated";
              case REVERSE_CHARGE -> "ReverseCharge";
            });
    id.setSchemeID("urn:oioubl:id:taxcategoryid-1.1");
    id.setSchemeAgencyID(AGENCY);
    category.setPercent(new BigDecimal(rate));
    if (explained && treatment == TaxTreatment.REVERSE_CHARGE) {
      category.addTaxExemptionReason(new TaxExemptionReasonType("Omvendt betalingspligt"));
    }
    category.setTaxScheme(moms());
    return category;
  }

  @Override
  public Optional<PaymentMeansType> payment(EInvoice invoice) {
    if (invoice.isCreditNote()) {
      return Optional.empty();
    }
    PaymentMeansType means = means(invoice.payment());
    if (invoice.due() != null) {
      means.setPaymentDueDate(invoice.due());
    }
    return Optional.of(means);
  }

  private static PaymentMeansType means(PaymentWay way) {
    return switch (way) {
      case PaymentWay.Slip(var creditor, var reference) -> slip(creditor, reference);
      case PaymentWay.DanishAccount(var branch, var account, var reference) ->
          stated(
              UblParts.account(channel(UblParts.means("42", null), "DK:BANK"), account, branch),
              reference);
      case PaymentWay.Transfer(var account, var bic, var reference) ->
          stated(iban(account, bic), reference);
      // F-LIB342: 48 would need the card's number, which nobody here knows.
      case PaymentWay.ByCard _, PaymentWay.Bankgiro _, PaymentWay.Unstated _ ->
          UblParts.means("1", null);
    };
  }

  /** F-LIB305: the creditor's number, 8 digits. */
  private static PaymentMeansType slip(String creditor, String reference) {
    PaymentMeansType means = channel(UblParts.means("93", "71"), "DK:FIK");
    means.setInstructionID(reference);
    CreditAccountType account = new CreditAccountType();
    account.setAccountID(creditor);
    means.setCreditAccount(account);
    return means;
  }

  private static PaymentMeansType iban(String account, @Nullable String bic) {
    PaymentMeansType means =
        UblParts.account(channel(UblParts.means("31", null), "IBAN"), account, null);
    if (bic != null) {
      payee(means).setFinancialInstitutionBranch(UblParts.bank(bic));
    }
    return means;
  }

  /** What the payer states with a transfer; an instruction is not allowed (F-LIB103, F-LIB119). */
  private static PaymentMeansType stated(PaymentMeansType means, @Nullable String reference) {
    if (reference != null) {
      payee(means).addPaymentNote(new PaymentNoteType(reference));
    }
    return means;
  }

  private static FinancialAccountType payee(PaymentMeansType means) {
    return Objects.requireNonNull(means.getPayeeFinancialAccount());
  }

  private static PaymentMeansType channel(PaymentMeansType means, String channel) {
    means.setPaymentChannelCode(channel).setListID("urn:oioubl:codelist:paymentchannelcode-1.1");
    return means;
  }

  /** F-INV134: the terms bear what is to be paid. */
  @Override
  public PaymentTermsType terms(EInvoice invoice) {
    PaymentTermsType terms = new PaymentTermsType();
    terms
        .setAmount(invoice.decimal(invoice.total() - invoice.paid()))
        .setCurrencyID(invoice.currency());
    return terms;
  }

  /** F-INV131. */
  @Override
  public boolean namesPrepayment() {
    return true;
  }

  @Override
  public boolean taxOnLines() {
    return true;
  }

  /** F-INV127: here stands the total of the VAT, whatever its name says. */
  @Override
  public void exclusive(MonetaryTotalType totals, EInvoice invoice) {
    totals.setTaxExclusiveAmount(invoice.decimal(invoice.vat())).setCurrencyID(invoice.currency());
  }
}
