package dev.takt.workflows.wording;

import dev.takt.workflows.timeline.Price;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a customer is told before paying another price.
 *
 * @param from the first day with the new price
 */
public record PriceNotice(Price before, Price after, LocalDate from, String currency) {

  /** The notice in each language, by the language's key. */
  public Map<String, String> sentences() {
    Map<String, String> sentences = new LinkedHashMap<>();
    for (Language language : Language.values()) {
      sentences.put(language.key(), in(language));
    }
    return sentences;
  }

  /** The notice in one language. */
  public String in(Language language) {
    return pattern(language)
        .replace("{from}", language.date(from))
        .replace("{new}", amount(after, language))
        .replace("{old}", amount(before, language))
        .replace("{plan}", after.name());
  }

  private String amount(Price price, Language language) {
    String amount = language.amount(price.total(), currency);
    return price.includesVat() ? amount : amount + " " + withoutVat(language);
  }

  private static String pattern(Language language) {
    return switch (language) {
      case DA -> "Fra {from} koster en periode {new} i stedet for {old} ({plan}).";
      case NB -> "Fra {from} koster en periode {new} i stedet for {old} ({plan}).";
      case SV -> "Från {from} kostar en period {new} i stället för {old} ({plan}).";
      case EN -> "From {from} a period costs {new} instead of {old} ({plan}).";
    };
  }

  private static String withoutVat(Language language) {
    return switch (language) {
      case DA -> "ekskl. moms";
      case NB -> "ekskl. mva.";
      case SV -> "exkl. moms";
      case EN -> "excluding VAT";
    };
  }
}
