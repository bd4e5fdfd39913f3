package dev.takt.api.web;

import dev.takt.workflows.wording.message.EmailAddress;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with a request, so that all of it is told at once. What cannot be used is
 * replaced by a harmless value, which nobody sees: {@link #done} throws.
 */
public final class Check {
  /** The largest amount, in minor units: prorated over ten years it still fits into a long. */
  public static final long MOST = 1_000_000_000_000L;

  private static final int MAX_ERRORS = 50;
  private static final Pattern RATE = Pattern.compile("\\d{1,3}(\\.\\d{1,2})?");
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private final List<FieldError> errors = new ArrayList<>();

  /** Notes an error; of very many the first are enough, so that no request makes a huge answer. */
  public void error(String pointer, String detail) {
    if (errors.size() < MAX_ERRORS) {
      errors.add(new FieldError(pointer, detail));
    }
  }

  public void that(boolean right, String pointer, String detail) {
    if (!right) {
      error(pointer, detail);
    }
  }

  /** Throws the problem when there was any. */
  public void done() {
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors).asException();
    }
  }

  public <T> T required(String pointer, @Nullable T value, T instead) {
    if (value == null) {
      error(pointer, "is needed");
      return instead;
    }
    return value;
  }

  /** A text of 1 to {@code most} characters that is not blank. */
  public String text(String pointer, @Nullable String value, int most) {
    String text = required(pointer, value, "-");
    that(
        !text.isBlank() && text.length() <= most,
        pointer,
        "must have 1 to " + most + " characters");
    return text;
  }

  public @Nullable String optionalText(String pointer, @Nullable String value, int most) {
    return value == null ? null : text(pointer, value, most);
  }

  public int range(String pointer, @Nullable Integer value, int least, int most, int otherwise) {
    int number = value == null ? otherwise : value;
    that(
        number >= least && number <= most,
        pointer,
        "must be a whole number from " + least + " to " + most);
    return number;
  }

  /** An amount from {@code least} to a million millions, in minor units. */
  public long amount(String pointer, @Nullable Long value, long least) {
    long amount = required(pointer, value, least);
    that(
        amount >= least && amount <= MOST,
        pointer,
        "must be a whole number of minor units from " + least + " to " + MOST);
    return amount;
  }

  public String zone(String pointer, @Nullable String value, String otherwise) {
    String zone = value == null ? otherwise : value;
    try {
      // Only names: an offset has no summer time.
      that(
          ZoneId.getAvailableZoneIds().contains(ZoneId.of(zone).getId()),
          pointer,
          "must be a time zone's name like Europe/Copenhagen");
    } catch (DateTimeException unknown) {
      error(pointer, "must be a time zone's name like Europe/Copenhagen");
    }
    return zone;
  }

  public String currency(String pointer, @Nullable String value) {
    String currency = required(pointer, value, "DKK");
    boolean known =
        Currency.getAvailableCurrencies().stream()
            .anyMatch(
                any ->
                    any.getCurrencyCode().equals(currency) && any.getDefaultFractionDigits() >= 0);
    that(known, pointer, "must be a currency of ISO 4217 like DKK");
    return currency;
  }

  public String country(String pointer, @Nullable String value, String otherwise) {
    String country = value == null ? otherwise : value;
    that(COUNTRIES.contains(country), pointer, "must be a country of ISO 3166 like DK");
    return country;
  }

  public String locale(String pointer, @Nullable String value, String otherwise) {
    String locale = value == null ? otherwise : value;
    that(
        locale.matches("[a-z]{2,3}([-_][A-Z]{2})?"),
        pointer,
        "must be a language like da or da-DK");
    return locale;
  }

  public String email(String pointer, @Nullable String value) {
    String email = required(pointer, value, "a@example.com");
    String fault = EmailAddress.fault(email);
    if (fault != null) {
      error(pointer, fault);
    }
    return email;
  }

  /** A rate of VAT in per cent. */
  public String rate(String pointer, @Nullable String value, String otherwise) {
    String rate = value == null ? otherwise : value;
    boolean right =
        RATE.matcher(rate).matches()
            && new BigDecimal(rate).compareTo(BigDecimal.valueOf(100)) <= 0;
    that(right, pointer, "must be a decimal text from 0 to 100 like 25 or 12.5");
    // 25.00 and 25 are one rate.
    return right ? plain(new BigDecimal(rate)) : rate;
  }

  private static String plain(BigDecimal rate) {
    return rate.signum() == 0 ? "0" : rate.stripTrailingZeros().toPlainString();
  }

  /** A period of ISO 8601 up to ten years, not negative. */
  public @Nullable String period(String pointer, @Nullable String value) {
    if (value == null) {
      return null;
    }
    try {
      Period period = Period.parse(value);
      boolean negative = period.getDays() < 0 || period.getMonths() < 0 || period.getYears() < 0;
      boolean long_ = period.toTotalMonths() > 120 || period.getDays() > 3660;
      that(!negative && !long_, pointer, "must be from P0D to P10Y");
    } catch (DateTimeException | ArithmeticException unreadable) {
      error(pointer, "must be a period of ISO 8601 like P1M or P14D");
    }
    return value;
  }
}
