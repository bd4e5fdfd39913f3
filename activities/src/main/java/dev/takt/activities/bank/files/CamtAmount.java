package dev.takt.activities.bank.files;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An amount of a CAMT message.
 *
 * @param minor in minor units, not negative
 */
record CamtAmount(long minor, String currency) {
  private static final String CREDIT = "CRDT";
  private static final String DEBIT = "DBIT";

  /** Thirteen digits are more than any account has and leave room for the sum of a file. */
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,13}(\\.\\d{0,5})?|\\.\\d{1,5}");

  /** The amount of an element with its attribute {@code Ccy}. */
  static CamtAmount of(XmlElement element) {
    String code = element.currency().orElseThrow(() -> element.fault("It lacks its currency"));
    BigDecimal minor =
        decimal(element).movePointRight(digitsOf(code, element)).stripTrailingZeros();
    if (minor.scale() > 0) {
      throw element.fault("It has more decimals than " + code);
    }
    return new CamtAmount(minor.longValueExact(), code);
  }

  /** The amount of the first of these paths that is in a currency. */
  static Optional<CamtAmount> in(String currency, XmlElement element, String... paths) {
    for (String path : paths) {
      Optional<XmlElement> found =
          element.first(path).filter(it -> it.currency().filter(currency::equals).isPresent());
      if (found.isPresent()) {
        return found.map(CamtAmount::of);
      }
    }
    return Optional.empty();
  }

  /** A number without a sign, as sums of a message are. */
  static BigDecimal decimal(XmlElement element) {
    String text = element.text();
    if (!DECIMAL.matcher(text).matches()) {
      throw element.fault("It is no amount: " + abridged(text));
    }
    return new BigDecimal(text);
  }

  /** Whether {@code CdtDbtInd} of an element says that money came. */
  static boolean isCredit(XmlElement element) {
    XmlElement indicator = element.required("CdtDbtInd");
    return switch (indicator.text()) {
      case CREDIT -> true;
      case DEBIT -> false;
      default ->
          throw indicator.fault("It is neither CRDT nor DBIT: " + abridged(indicator.text()));
    };
  }

  /** The amount of an element's {@code Amt}, negative for a debit. */
  static long signed(XmlElement element) {
    long minor = of(element.required("Amt")).minor();
    return isCredit(element) ? minor : -minor;
  }

  static String abridged(String text) {
    return text.length() > 30 ? text.substring(0, 30) + "…" : text;
  }

  private static int digitsOf(String code, XmlElement element) {
    try {
      return Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
    } catch (IllegalArgumentException e) {
      throw element.fault("Its currency is none: " + abridged(code));
    }
  }
}
