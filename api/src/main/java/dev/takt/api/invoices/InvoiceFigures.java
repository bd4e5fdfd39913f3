package dev.takt.api.invoices;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Amounts and dates as a language writes them. */
final class InvoiceFigures {
  private final Locale locale;
  private final Currency currency;

  InvoiceFigures(@Nullable String customerLocale, String country, String currency) {
    String language = customerLocale == null ? "en" : customerLocale.split("[-_]", 2)[0];
    // A bare language leaves the way that figures are written to the seller's country.
    this.locale =
        customerLocale != null && customerLocale.length() > 3
            ? Locale.forLanguageTag(customerLocale.replace('_', '-'))
            : Locale.of(language, language.equals("en") ? "GB" : country);
    this.currency = Currency.getInstance(currency);
  }

  /** An amount in minor units, without the currency. */
  String amount(long minorUnits) {
    int digits = Math.max(0, currency.getDefaultFractionDigits());
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    if (format instanceof DecimalFormat decimal) {
      decimal.setMinimumFractionDigits(digits);
      decimal.setMaximumFractionDigits(digits);
    }
    return format
        .format(BigDecimal.valueOf(minorUnits, digits))
        // Plain signs and spaces, which every font has.
        .replace('\u2212', '-')
        .replace('\u202f', '\u00a0');
  }

  String money(long minorUnits) {
    return amount(minorUnits) + "\u00a0" + currency.getCurrencyCode();
  }

  String date(LocalDate date) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).format(date);
  }

  String rate(String percent) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    return format.format(new BigDecimal(percent)) + "\u00a0%";
  }

  Locale locale() {
    return locale;
  }
}
