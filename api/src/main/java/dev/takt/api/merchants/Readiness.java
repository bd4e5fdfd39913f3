package dev.takt.api.merchants;

import dev.takt.api.web.FieldError;
import dev.takt.records.merchants.Merchant;
import dev.takt.workflows.seller.CompanyNumber;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a merchant's invoices would be lawful. What an invoice must say of its seller is by the
 * VAT directive (2006/112/EC, article 226) and, in Denmark, BEK 1435/2023 § 58: name, address and
 * the number it is registered for VAT by.
 *
 * @param missing what is to be said before a live subscription is signed up
 */
record Readiness(boolean ready, List<FieldError> missing) {

  static Readiness of(Merchant merchant, Seller seller) {
    List<FieldError> missing = new ArrayList<>();
    if (!isCompany(merchant.country(), seller.companyNumber())) {
      missing.add(new FieldError("/companyNumber", companyNumberOf(merchant.country())));
    }
    if (seller.vatNumber() == null && !merchant.country().equals("DK")) {
      missing.add(
          new FieldError("/vatNumber", "the number that the seller is registered for VAT by"));
    }
    if (seller.address() == null) {
      missing.add(new FieldError("/address", "the seller's place of business"));
    }
    return new Readiness(missing.isEmpty(), missing);
  }

  /** Whether a number is one of the country's register, where its check digits are known. */
  static boolean isCompany(String country, @Nullable String number) {
    if (number == null) {
      return false;
    }
    return switch (country) {
      case "DK" -> CompanyNumber.CVR.isValid(number);
      case "NO" -> CompanyNumber.ORGNR.isValid(number);
      default -> true;
    };
  }

  static String companyNumberOf(String country) {
    return switch (country) {
      case "DK" -> "must be a CVR number: 8 digits with its check digit";
      case "NO" -> "must be an organisation number: 9 digits with its check digit";
      default -> "the number that the seller is registered as a company by";
    };
  }
}
