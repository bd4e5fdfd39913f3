package dev.takt.workflows.einvoice;

import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.AddressType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.BranchType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.CountryType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.FinancialAccountType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.FinancialInstitutionType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyNameType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PartyType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PaymentMeansType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.PaymentIDType;
import org.jspecify.annotations.Nullable;

/** Parts of UBL documents that all dialects write alike. No element is written empty. */
final class UblParts {
  private UblParts() {}

  static PartyType party(EInvoiceParty who) {
    PartyType party = new PartyType();
    PartyNameType name = new PartyNameType();
    name.setName(who.name());
    party.addPartyName(name);
    return party;
  }

  static AddressType address(EInvoiceParty.Address from) {
    AddressType address = new AddressType();
    if (from.line1() != null) {
      address.setStreetName(from.line1());
    }
    if (from.line2() != null) {
      address.setAdditionalStreetName(from.line2());
    }
    if (from.city() != null) {
      address.setCityName(from.city());
    }
    if (from.postalCode() != null) {
      address.setPostalZone(from.postalCode());
    }
    CountryType country = new CountryType();
    country.setIdentificationCode(from.country());
    address.setCountry(country);
    return address;
  }

  static PaymentMeansType means(String code, @Nullable String reference) {
    PaymentMeansType means = new PaymentMeansType();
    means.setPaymentMeansCode(code);
    if (reference != null) {
      means.addPaymentID(new PaymentIDType(reference));
    }
    return means;
  }

  static PaymentMeansType account(PaymentMeansType means, String number, @Nullable String branch) {
    FinancialAccountType account = new FinancialAccountType();
    account.setID(number);
    if (branch != null) {
      BranchType of = new BranchType();
      of.setID(branch);
      account.setFinancialInstitutionBranch(of);
    }
    means.setPayeeFinancialAccount(account);
    return means;
  }

  /** A bank by its BIC. */
  static BranchType bank(String bic) {
    FinancialInstitutionType institution = new FinancialInstitutionType();
    institution.setID(bic);
    BranchType branch = new BranchType();
    branch.setFinancialInstitution(institution);
    return branch;
  }
}
