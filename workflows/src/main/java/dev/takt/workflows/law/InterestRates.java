package dev.takt.workflows.law;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Which interest on late payment a country allows on a day. */
public final class InterestRates {
  private final LawBook law;
  private final String country;

  public InterestRates(LawBook law, String country) {
    this.law = law;
    this.country = country;
  }

  /**
   * Percent a year.
   *
   * @throws LawFactMissing where the rate of that half-year is not known
   * @throws IllegalArgumentException for a country whose law is not in the book
   */
  public BigDecimal percentOn(LocalDate day) {
    return switch (country) {
      case "DK" -> sum("dk.referencesats", "dk.morarente.margin", day);
      case "SE" -> sum("se.referensranta", "se.drojsmalsranta.margin", day);
      case "NO" -> law.number("no.forsinkelsesrente", day);
      default -> throw new IllegalArgumentException("no law of " + country);
    };
  }

  private BigDecimal sum(String reference, String margin, LocalDate day) {
    return law.number(reference, day).add(law.number(margin, day));
  }
}
