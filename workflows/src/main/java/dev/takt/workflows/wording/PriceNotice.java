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
    return Explanation.SENTENCES
        .of("price.change", language)
        .replace("{from}", language.date(from))
        .replace("{new}", amount(after, language))
        .replace("{old}", amount(before, language))
        .replace("{plan}", after.name());
  }

  private String amount(Price price, Language language) {
    String amount = language.amount(price.total(), currency);
    return price.includesVat()
        ? amount
        : amount + " " + Explanation.SENTENCES.of("price.without_vat", language);
  }
}
