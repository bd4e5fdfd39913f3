package dev.takt.api.invoices;

import dev.takt.api.merchants.BankAccount;
import dev.takt.api.merchants.Seller;
import dev.takt.api.merchants.SellerAddress;
import dev.takt.records.customers.Customer;
import dev.takt.records.merchants.Merchant;
import dev.takt.workflows.einvoice.EInvoiceParty;
import dev.takt.workflows.einvoice.ElectronicAddress;
import dev.takt.workflows.einvoice.PaymentWay;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Seller and buyer of a document, and the way that it is paid, as electronic ones say them. */
final class EInvoiceParties {
  private EInvoiceParties() {}

  static EInvoiceParty seller(Merchant merchant, Seller seller) {
    SellerAddress address = seller.address();
    return new EInvoiceParty(
        merchant.id(),
        merchant.name(),
        address == null
            ? new EInvoiceParty.Address(null, null, null, null, null)
            : new EInvoiceParty.Address(
                address.line1(),
                address.line2(),
                address.postalCode(),
                address.city(),
                address.country()),
        seller.companyNumber(),
        seller.vatNumber(),
        ElectronicAddress.ofCompany(merchant.country(), seller.companyNumber()).orElse(null),
        seller.email());
  }

  static EInvoiceParty buyer(Customer customer) {
    String given = customer.eInvoiceId();
    return new EInvoiceParty(
        customer.id(),
        customer.name(),
        address(customer.address(), customer.country()),
        customer.companyNumber(),
        customer.vatNumber(),
        (given == null
                ? ElectronicAddress.ofCompany(customer.country(), customer.companyNumber())
                : ElectronicAddress.parse(given))
            .orElse(null),
        customer.email());
  }

  /** An address that is a text is its first line; of an object the parts with known names count. */
  private static EInvoiceParty.Address address(
      @Nullable JsonNode address, @Nullable String country) {
    if (address == null || address.isString()) {
      String line = address == null ? null : address.stringValue().replaceAll("\\s+", " ").trim();
      return new EInvoiceParty.Address(line, null, null, null, country);
    }
    return new EInvoiceParty.Address(
        part(address, "line1"),
        part(address, "line2"),
        part(address, "postalCode"),
        part(address, "city"),
        country);
  }

  private static @Nullable String part(JsonNode address, String name) {
    String text = address.path(name).asString("").trim();
    return text.isEmpty() ? null : text;
  }

  /** The way to pay that the seller's country knows best, of those that it has said. */
  static PaymentWay payment(Invoice invoice, Seller seller) {
    if (invoice.collection().equals("CARD")) {
      return new PaymentWay.ByCard();
    }
    Invoice.PaymentReference reference = invoice.paymentReference();
    String stated = reference == null ? null : reference.value();
    String creditor = seller.fikCreditorNumber();
    if (reference != null && creditor != null && reference.type() == Invoice.ReferenceType.FIK_71) {
      return new PaymentWay.Slip(creditor, reference.value());
    }
    String bankgiro = seller.bankgiro();
    if (bankgiro != null) {
      return new PaymentWay.Bankgiro(bankgiro.replaceAll("\\D", ""), stated);
    }
    BankAccount account = seller.bankAccount();
    return account == null ? new PaymentWay.Unstated() : transfer(account, stated);
  }

  private static PaymentWay transfer(BankAccount to, @Nullable String stated) {
    String branch = to.registrationNumber();
    String account = to.accountNumber();
    if (branch != null && account != null) {
      return new PaymentWay.DanishAccount(branch, account, stated);
    }
    String number = to.iban() == null ? account : to.iban();
    return number == null
        ? new PaymentWay.Unstated()
        : new PaymentWay.Transfer(number, to.bic(), stated);
  }
}
