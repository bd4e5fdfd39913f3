package dev.takt.workflows.einvoice;

import dev.takt.workflows.seller.CompanyNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where electronic documents of a party go to.
 *
 * @param scheme what kind of number it is, by the list of Peppol (EAS), such as "0184"
 * @param number of the party there
 */
public record ElectronicAddress(String scheme, String number) {
  static final String CVR = "0184";
  static final String GLN = "0088";
  static final String ORGNR_NO = "0192";
  static final String ORGNR_SE = "0007";

  /** What {@link #parse} takes, without its check digits. */
  public static final String PATTERN = "\\d{4}:[0-9A-Za-z.:+-]{1,60}";

  /**
   * An address as text, scheme and number with a colon between, such as "0088:5790000435975"; none
   * where the form is another one, or the check digit of a known scheme is wrong.
   */
  public static Optional<ElectronicAddress> parse(String text) {
    if (!text.matches(PATTERN)) {
      return Optional.empty();
    }
    ElectronicAddress address = new ElectronicAddress(text.substring(0, 4), text.substring(5));
    return address.hasRightDigits() ? Optional.of(address) : Optional.empty();
  }

  private boolean hasRightDigits() {
    return switch (scheme) {
      case CVR -> CompanyNumber.CVR.isValid(number);
      case GLN -> CompanyNumber.GLN.isValid(number);
      case ORGNR_NO -> CompanyNumber.ORGNR.isValid(number);
      case ORGNR_SE -> CompanyNumber.ORGANISATIONSNUMMER.isValid(number);
      default -> true;
    };
  }

  /** The address that a company has by its number in its country's register, where there is one. */
  public static Optional<ElectronicAddress> ofCompany(
      @Nullable String country, @Nullable String number) {
    return schemeOf(country)
        .filter(_ -> number != null)
        .flatMap(scheme -> parse(scheme + ":" + digits(String.valueOf(number))));
  }

  /** The scheme of the register of companies of a country. */
  static Optional<String> schemeOf(@Nullable String country) {
    return switch (country) {
      case "DK" -> Optional.of(CVR);
      case "NO" -> Optional.of(ORGNR_NO);
      case "SE" -> Optional.of(ORGNR_SE);
      case null, default -> Optional.empty();
    };
  }

  static String digits(String number) {
    return number.replaceAll("\\D", "");
  }
}
