package dev.takt.workflows.wording;

import dev.takt.workflows.timeline.BillLine;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.NominalPeriod;
import dev.takt.workflows.timeline.RefundClaim;
import dev.takt.workflows.timeline.Span;
import dev.takt.workflows.timeline.Tiers;
import dev.takt.workflows.timeline.Timeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a line's amount is what it is: one plain sentence, so that nobody has to ask.
 *
 * @param reason what the timeline says about these days
 */
public record Explanation(Reason reason, BillLine line, String currency) {
  static final Texts SENTENCES = new Texts(Explanation.class, "sentences");

  /** What makes a line differ from a whole period, or that it does not. */
  public enum Reason {
    WHOLE_PERIOD,
    FIRST_SHORT_PERIOD,
    BEFORE_PAUSE,
    AFTER_PAUSE,
    BETWEEN_PAUSES,
    UNTIL_END,
    PRICE_CHANGE,
    CREDIT_FOR_PAUSE,
    CREDIT_FOR_END,
    CREDIT_FOR_PRICE,
    DEARER
  }

  /** The explanation of a line of a bill that the timeline gave rise to. */
  public static Explanation of(BillLine line, Timeline timeline, String currency) {
    if (line.kind() == BilledLine.Kind.SERVICE && line.length() == line.days()) {
      return ofWholePeriod(line, currency);
    }
    NominalPeriod period = timeline.period(line.nominalStart(), line.days()).orElse(null);
    Reason reason =
        line.kind() == BilledLine.Kind.SERVICE
            ? reasonOfService(line, period)
            : reasonOfAdjustment(line, period);
    return new Explanation(reason, line, currency);
  }

  /** The explanation of a line about a whole period at its price, which needs no timeline. */
  public static Explanation ofWholePeriod(BillLine line, String currency) {
    return new Explanation(Reason.WHOLE_PERIOD, line, currency);
  }

  /** The explanation of a credit note's line. */
  public static Explanation of(RefundClaim claim, Timeline timeline, String currency) {
    BillLine credit =
        new BillLine(
            BilledLine.Kind.CREDIT,
            claim.nominalStart(),
            claim.days(),
            claim.position(),
            claim.length(),
            claim.servicePeriod(),
            -claim.amount(),
            claim.price());
    return of(credit, timeline, currency);
  }

  /** Of what an ended subscription left to its customer, in each language. */
  public static Map<String, String> ofBalance() {
    return inEach("balance");
  }

  /** Of credit of another VAT rate that a credit note takes back, in each language. */
  public static Map<String, String> ofCreditTakenBack() {
    return inEach("creditTakenBack");
  }

  private static Map<String, String> inEach(String key) {
    Map<String, String> sentences = new LinkedHashMap<>();
    for (Language language : Language.values()) {
      sentences.put(language.key(), SENTENCES.of(key, language));
    }
    return sentences;
  }

  /** Whether the line is a whole period's price, so that there is nothing to explain. */
  public boolean isPlain() {
    return reason == Reason.WHOLE_PERIOD
        && line.length() == line.days()
        && line.price().tiers() == null;
  }

  private static Reason reasonOfService(BillLine line, @Nullable NominalPeriod period) {
    if (line.length() == line.days() || period == null) {
      return Reason.WHOLE_PERIOD;
    }
    Span.Use before = useAt(period.spans(), line.position() - 1);
    Span.Use after = useAt(period.spans(), line.position() + line.length());
    if (after == Span.Use.ENDED) {
      return Reason.UNTIL_END;
    }
    if (isPause(before)) {
      return isPause(after) ? Reason.BETWEEN_PAUSES : Reason.AFTER_PAUSE;
    }
    if (isPause(after)) {
      return Reason.BEFORE_PAUSE;
    }
    if (before == null && line.position() > 0) {
      return Reason.FIRST_SHORT_PERIOD;
    }
    return before == Span.Use.ACTIVE || after != null ? Reason.PRICE_CHANGE : Reason.WHOLE_PERIOD;
  }

  private static boolean isPause(Span.@Nullable Use use) {
    return use == Span.Use.PAUSED || use == Span.Use.FROZEN;
  }

  private static Reason reasonOfAdjustment(BillLine line, @Nullable NominalPeriod period) {
    if (line.amount() > 0) {
      return Reason.DEARER;
    }
    Span.Use use = period == null ? null : useAt(period.spans(), line.position());
    if (isPause(use)) {
      return Reason.CREDIT_FOR_PAUSE;
    }
    return use == Span.Use.ENDED ? Reason.CREDIT_FOR_END : Reason.CREDIT_FOR_PRICE;
  }

  private static Span.@Nullable Use useAt(List<Span> spans, int position) {
    return spans.stream()
        .filter(span -> span.position() <= position && position < span.end())
        .map(Span::use)
        .findFirst()
        .orElse(null);
  }

  /** The sentence in each language, by the language's key. */
  public Map<String, String> sentences() {
    Map<String, String> sentences = new LinkedHashMap<>();
    for (Language language : Language.values()) {
      sentences.put(language.key(), in(language));
    }
    return sentences;
  }

  /** Of a whole period: discounts have lines of their own beside new service. */
  private long price() {
    return line.kind() == BilledLine.Kind.SERVICE ? line.price().listTotal() : line.price().total();
  }

  /** The sentence in one language, and with tiers how they make the price. */
  public String in(Language language) {
    Tiers tiers = line.price().tiers();
    String sentence = sentence(language);
    return tiers == null || line.kind() != BilledLine.Kind.SERVICE
        ? sentence
        : sentence + " " + byTiers(tiers, language);
  }

  private String byTiers(Tiers tiers, Language language) {
    int quantity = line.price().quantity();
    String parts =
        tiers.partsOf(quantity).stream()
            .map(part -> byTier(part, language))
            .collect(Collectors.joining(" + "));
    return SENTENCES
        .of("tiers", language)
        .replace("{quantity}", Integer.toString(quantity))
        .replace("{parts}", parts);
  }

  private String byTier(Tiers.Part part, Language language) {
    Tiers.Tier tier = part.tier();
    String units = part.quantity() + " × " + language.amount(tier.unitAmount(), currency);
    return tier.flatAmount() == 0
        ? units
        : units + " + " + language.amount(tier.flatAmount(), currency);
  }

  private String sentence(Language language) {
    return SENTENCES
        .of(reason.name(), language)
        .replace("{days}", Integer.toString(line.length()))
        .replace("{of}", Integer.toString(line.days()))
        .replace("{from}", language.date(line.servicePeriod().from()))
        .replace("{last}", language.date(line.servicePeriod().to().minusDays(1)))
        .replace("{to}", language.date(line.servicePeriod().to()))
        .replace("{price}", language.amount(price(), currency))
        .replace("{amount}", language.amount(Math.abs(line.amount()), currency));
  }
}
