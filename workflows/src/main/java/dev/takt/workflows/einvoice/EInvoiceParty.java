package dev.takt.workflows.einvoice;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seller or buyer of an electronic invoice.
 *
 * @param id what the seller knows the party by
 * @param companyNumber in the register of its country
 * @param vatNumber as it was given, with or without the country before it
 * @param electronic where documents go to; null where that is not known
 */
public record EInvoiceParty(
    String id,
    @Nullable String name,
    Address address,
    @Nullable String companyNumber,
    @Nullable String vatNumber,
    @Nullable ElectronicAddress electronic,
    @Nullable String email) {

  /**
   * A postal address.
   *
   * @param country by ISO 3166-1, two letters; null where it is not known
   */
  public record Address(
      @Nullable String line1,
      @Nullable String line2,
      @Nullable String postalCode,
      @Nullable String city,
      @Nullable String country) {}

  /** The company number as registers write it: digits, where its country's has digits only. */
  Optional<String> registered() {
    return Optional.ofNullable(companyNumber)
        .map(
            number ->
                ElectronicAddress.schemeOf(address.country).isPresent()
                    ? ElectronicAddress.digits(number)
                    : number.trim());
  }

  /** The VAT number as EN 16931 wants it: with the country, in Norway with MVA behind it. */
  Optional<String> vat() {
    String country = address.country == null ? "" : address.country;
    if (vatNumber == null) {
      return country.equals("DK") ? registered().map(country::concat) : Optional.empty();
    }
    String number = vatNumber.replaceAll("[^0-9A-Za-z]", "").toUpperCase(Locale.ROOT);
    if (country.equals("NO")) {
      return Optional.of("NO" + ElectronicAddress.digits(number) + "MVA");
    }
    return Optional.of(Character.isDigit(number.charAt(0)) ? country + number : number);
  }
}
