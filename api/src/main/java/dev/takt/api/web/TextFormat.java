package dev.takt.api.web;

import dev.takt.workflows.einvoice.ElectronicAddress;
import dev.takt.workflows.money.Vat;
import dev.takt.workflows.seller.Iban;
import dev.takt.workflows.wording.message.EmailAddress;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The formats of texts that mean the same to everybody. */
public enum TextFormat {
  CURRENCY,
  COUNTRY,
  LANGUAGE,
  /** Only names: an offset has no summer time. */
  TIME_ZONE,
  TIME,
  /** A rate of VAT in per cent. */
  VAT_RATE,
  /** Of ISO 8601, up to ten years, not negative. */
  PERIOD,
  EMAIL,
  /** With its check digits, without blanks. */
  IBAN,
  BIC,
  /** Scheme and number, the latter with its check digit where the scheme's is known. */
  ELECTRONIC_ADDRESS;

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .filter(currency -> currency.getDefaultFractionDigits() >= 0)
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  /** What is wrong with a text; null where it is of this format. */
  public @Nullable String fault(String text) {
    return switch (this) {
      case CURRENCY -> unless(CURRENCIES.contains(text), "must be a currency of ISO 4217 like DKK");
      case COUNTRY -> unless(COUNTRIES.contains(text), "must be a country of ISO 3166 like DK");
      case LANGUAGE ->
          unless(text.matches("[a-z]{2,3}([-_][A-Z]{2})?"), "must be a language like da or da-DK");
      case TIME_ZONE ->
          unless(
              ZoneId.getAvailableZoneIds().contains(text),
              "must be a time zone's name like Europe/Copenhagen");
      case TIME -> unless(isTime(text), "must be a time like 06:00");
      case VAT_RATE ->
          unless(Vat.isRate(text), "must be a decimal text from 0 to 100 like 25 or 12.5");
      case PERIOD -> faultOfPeriod(text);
      case EMAIL -> EmailAddress.fault(text);
      case IBAN -> unless(Iban.isValid(text), "must be an IBAN like DK5000400440116243");
      case BIC ->
          unless(text.matches("[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?"), "must be a BIC like DABADKKK");
      case ELECTRONIC_ADDRESS ->
          unless(
              ElectronicAddress.parse(text).isPresent(),
              "must be a scheme and a number that is right there, like 0088:5798009883735");
    };
  }

  private static @Nullable String unless(boolean right, String fault) {
    return right ? null : fault;
  }

  private static boolean isTime(String text) {
    try {
      LocalTime.parse(text);
      return true;
    } catch (DateTimeException unreadable) {
      return false;
    }
  }

  private static @Nullable String faultOfPeriod(String text) {
    try {
      Period period = Period.parse(text);
      boolean negative = period.getDays() < 0 || period.getMonths() < 0 || period.getYears() < 0;
      boolean tooLong = period.toTotalMonths() > 120 || period.getDays() > 3660;
      return negative || tooLong ? "must be from P0D to P10Y" : null;
    } catch (DateTimeException | ArithmeticException unreadable) {
      return "must be a period of ISO 8601 like P1M or P14D";
    }
  }
}
