package dev.takt.workflows.wording;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages that customers are written to in. */
public enum Language {
  DA("da-DK"),
  NB("nb-NO"),
  SV("sv-SE"),
  EN("en-GB");

  private final Locale locale;

  Language(String tag) {
    this.locale = Locale.forLanguageTag(tag);
  }

  /** The language of a locale such as "da", "nb-NO" or "sv_SE"; English where it is another. */
  public static Language of(@Nullable String locale) {
    String language =
        locale == null ? "" : Locale.forLanguageTag(locale.replace('_', '-')).getLanguage();
    return switch (language) {
      case "da" -> DA;
      case "nb", "no", "nn" -> NB;
      case "sv" -> SV;
      default -> EN;
    };
  }

  /** Its key in JSON: da, nb, sv, en. */
  public String key() {
    return locale.getLanguage();
  }

  public Locale locale() {
    return locale;
  }

  /** A date as people write it. */
  public String date(LocalDate date) {
    return date.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale));
  }

  /** An amount in minor units as people write it, with its currency's code. */
  public String amount(long amount, String currency) {
    int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return format.format(BigDecimal.valueOf(amount, digits)) + " " + currency;
  }
}
