package dev.takt.workflows.wording.message;

import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.wording.Language;
import dev.takt.workflows.wording.PriceNotice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values for previews: an invented customer's, written as a language writes them. */
public final class Samples {
  private static final LocalDate DUE = LocalDate.of(2026, 3, 1);
  private static final LocalDate NEXT = LocalDate.of(2026, 4, 1);

  private Samples() {}

  /** A value for every placeholder, by its key. */
  public static Map<String, String> in(Language language) {
    Map<String, String> values = new LinkedHashMap<>(MessageFacts.worded(facts(), language));
    values.put(Placeholder.NAME.key(), "Åse Sørensen");
    values.put(Placeholder.MERCHANT.key(), "Bladet ApS");
    values.put(Placeholder.PLAN.key(), "Avisen");
    values.put(Placeholder.AMOUNT.key(), language.amount(31_000, "DKK"));
    values.put(Placeholder.INVOICE_NUMBER.key(), "1001");
    values.put(Placeholder.CREDITOR.key(), "Bladet ApS, Bredgade 1, 1260 København K, 12345678");
    values.put(Placeholder.PAY_TO.key(), MessageTexts.payTo("1234 12345678", "1001", language));
    values.put(Placeholder.CARD.key(), "Visa •••• 4242");
    values.put(Placeholder.NOTICE.key(), notice().in(language));
    // As long as a real one.
    values.put(Placeholder.LINK.key(), "https://takt.example/pay/" + "EXAMPLE-".repeat(5) + "END");
    return values;
  }

  private static Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(Placeholder.DUE_DATE.key(), DUE.toString());
    facts.put(Placeholder.RETRY_ON.key(), "2026-03-04");
    facts.put(Placeholder.SUSPENDS_ON.key(), "2026-03-15");
    facts.put(Placeholder.ENDS_ON.key(), "2026-03-31");
    facts.put(Placeholder.FROM.key(), NEXT.toString());
    facts.put(Placeholder.MONTH.key(), "2026-03");
    facts.put("declineCode", "do_not_honor");
    facts.putAll(
        new ClaimFacts(
                "DKK",
                31_000,
                List.of(new ClaimFacts.Fee(LocalDate.of(2026, 3, 11), 10_000)),
                0,
                183,
                DUE,
                new BigDecimal("9.75"),
                0,
                41_183,
                LocalDate.of(2026, 4, 2))
            .toFacts());
    return facts;
  }

  private static PriceNotice notice() {
    return new PriceNotice(price(31_000), price(35_000), NEXT, "DKK");
  }

  private static Price price(long amount) {
    return new Price("pln_1", "Avisen", amount, 1, "25", true);
  }
}
