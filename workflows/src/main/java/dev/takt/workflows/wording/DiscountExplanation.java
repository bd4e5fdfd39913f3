package dev.takt.workflows.wording;

import dev.takt.workflows.timeline.BillLine;
import dev.takt.workflows.timeline.Discount;
import dev.takt.workflows.timeline.DiscountDuration;
import dev.takt.workflows.timeline.PriceReduction;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a discount takes off a line's price, and for how long: one plain sentence. */
public record DiscountExplanation(Discount discount, BillLine line, String currency) {

  /** What the discount is called on an invoice, in any language: its coupon, reason or size. */
  public String name() {
    if (discount.coupon() != null) {
      return discount.coupon();
    }
    return discount.reason() == null ? off(Language.EN) : discount.reason();
  }

  /** The sentence in each language, by the language's key. */
  public Map<String, String> sentences() {
    Map<String, String> sentences = new LinkedHashMap<>();
    for (Language language : Language.values()) {
      sentences.put(language.key(), in(language));
    }
    return sentences;
  }

  /** The sentence in one language. */
  public String in(Language language) {
    String sentence =
        switch (discount.duration()) {
          case DiscountDuration.Forever _ -> text("forever", language);
          case DiscountDuration.UntilDate(LocalDate date) ->
              text("until", language).replace("{date}", language.date(date));
          case DiscountDuration.ForDays(int days, boolean _) ->
              text("days", language).replace("{count}", Integer.toString(days));
          case DiscountDuration.ForPeriods(int periods) ->
              text("periods", language).replace("{count}", Integer.toString(periods));
        };
    return sentence
        .replace("{off}", off(language))
        .replace("{days}", Integer.toString(line.length()))
        .replace("{of}", Integer.toString(line.days()))
        .replace("{from}", language.date(line.servicePeriod().from()))
        .replace("{last}", language.date(line.servicePeriod().to().minusDays(1)));
  }

  private static String text(String duration, Language language) {
    return Explanation.SENTENCES.of("discount." + duration, language);
  }

  private String off(Language language) {
    return switch (discount.reduction()) {
      case PriceReduction.PercentOff percent ->
          NumberFormat.getNumberInstance(language.locale()).format(percent.percent()) + " %";
      case PriceReduction.AmountOff(long amount) -> language.amount(amount, currency);
    };
  }
}
