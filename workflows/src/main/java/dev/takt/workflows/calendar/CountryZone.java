package dev.takt.workflows.calendar;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What o'clock it is where a customer lives, as far as the country tells: those in and around
 * Europe in which nearly everybody has the same time (IANA's {@code zone1970.tab}; of Spain and
 * Portugal the mainland's). A country that spans several zones tells nothing.
 */
public final class CountryZone {
  private CountryZone() {}

  /**
   * The zone of a country.
   *
   * @param country ISO 3166, or null where it is not known or the merchant's, whose zone was said
   * @param otherwise where the country tells nothing: the merchant's
   */
  public static ZoneId of(@Nullable String country, ZoneId otherwise) {
    String name = country == null ? null : name(country);
    return name == null ? otherwise : ZoneId.of(name);
  }

  private static @Nullable String name(String country) {
    return switch (country) {
      case "AT" -> "Europe/Vienna";
      case "BE" -> "Europe/Brussels";
      case "BG" -> "Europe/Sofia";
      case "CH" -> "Europe/Zurich";
      case "CY" -> "Asia/Nicosia";
      case "CZ" -> "Europe/Prague";
      case "DE" -> "Europe/Berlin";
      case "DK" -> "Europe/Copenhagen";
      case "EE" -> "Europe/Tallinn";
      case "ES" -> "Europe/Madrid";
      case "FI" -> "Europe/Helsinki";
      case "FO" -> "Atlantic/Faroe";
      case "FR" -> "Europe/Paris";
      case "GB" -> "Europe/London";
      case "GR" -> "Europe/Athens";
      case "HR" -> "Europe/Zagreb";
      case "HU" -> "Europe/Budapest";
      case "IE" -> "Europe/Dublin";
      case "IS" -> "Atlantic/Reykjavik";
      case "IT" -> "Europe/Rome";
      case "LT" -> "Europe/Vilnius";
      case "LU" -> "Europe/Luxembourg";
      case "LV" -> "Europe/Riga";
      case "MT" -> "Europe/Malta";
      case "NL" -> "Europe/Amsterdam";
      case "NO" -> "Europe/Oslo";
      case "PL" -> "Europe/Warsaw";
      case "PT" -> "Europe/Lisbon";
      case "RO" -> "Europe/Bucharest";
      case "SE" -> "Europe/Stockholm";
      case "SI" -> "Europe/Ljubljana";
      case "SK" -> "Europe/Bratislava";
      default -> null;
    };
  }
}
