package dev.takt.workflows.wording.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.port.Messages.Template;
import dev.takt.workflows.wording.Language;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text in every language: complete, personal, and without a hole where a fact is missing. */
class MessageTextsTest {
  private static final Set<Template> OF_DEBTS =
      EnumSet.of(
          Template.PAYMENT_FAILED,
          Template.PAYMENT_FAILED_AGAIN,
          Template.CARD_REFUSED,
          Template.CARD_EXPIRED,
          Template.CARD_REMOVED,
          Template.AUTHENTICATION_NEEDED,
          Template.INVOICE_OVERDUE,
          Template.LAST_NOTICE,
          Template.SERVICE_SUSPENDED,
          Template.SUBSCRIPTION_ENDED_UNPAID,
          Template.PAYMENT_RECEIVED);
  private static final Pattern PLACE = Pattern.compile("\\{\\{([#^/]?)(\\w+)\\}\\}");

  static Stream<Arguments> all() {
    return Arrays.stream(Template.values())
        .flatMap(
            template ->
                Arrays.stream(Language.values()).map(language -> Arguments.of(template, language)));
  }

  /** What a text can count on, whatever else is known. */
  private static Set<String> sure(Template template) {
    Set<String> sure = new TreeSet<>(List.of("merchant", "link"));
    switch (template) {
      case CARD_EXPIRING -> sure.addAll(List.of("plan", "month"));
      case PRICE_CHANGE -> sure.add("notice");
      case PAY_LINK, CARD_EXPIRED -> {}
      case REMINDER, COLLECTION_NOTICE ->
          sure.addAll(
              List.of(
                  "plan", "invoiceNumber", "dueDate", "claim", "total", "deadline", "creditor"));
      default -> sure.addAll(List.of("plan", "amount", "invoiceNumber", "dueDate"));
    }
    if (template == Template.PAYMENT_FAILED || template == Template.PAYMENT_FAILED_AGAIN) {
      sure.add("why");
    }
    return sure;
  }

  private static RenderedMessage filled(
      Template template, Language language, Map<String, String> values) {
    String button = MessageTexts.button(template, true, language);
    return MessageTexts.of(template, language).fill(values, language.key(), button);
  }

  private static RenderedMessage full(Template template, Language language) {
    return filled(template, language, Samples.in(language));
  }

  @ParameterizedTest
  @MethodSource("all")
  void nothingIsLeftUnfilled(Template template, Language language) {
    RenderedMessage letter = full(template, language);
    for (String part : List.of(letter.subject(), letter.text(), letter.html(), letter.sms())) {
      assertThat(part).isNotBlank().doesNotContain("{{", "}}", "null");
    }
    assertComplete(letter);
  }

  @ParameterizedTest
  @MethodSource("all")
  void whereOnlyTheSureIsKnownNoHoleIsLeft(Template template, Language language) {
    Map<String, String> values = new LinkedHashMap<>(Samples.in(language));
    values.keySet().retainAll(sure(template));
    assertComplete(filled(template, language, values));
  }

  private static void assertComplete(RenderedMessage letter) {
    for (String part : List.of(letter.subject(), letter.text(), letter.sms())) {
      assertThat(part)
          .doesNotContain("  ", "()", "( ", " )", " .", " ,", " :", "..  ", ",,")
          .doesNotContainPattern("\\n{3}")
          .doesNotContainPattern("(?m)^[,.]")
          .doesNotContainPattern("(?m) $");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void saysWhoWhatHowMuchWhyAndWhatHappensWhen(Template template, Language language) {
    Map<String, String> values = Samples.in(language);
    RenderedMessage letter = full(template, language);
    String text = letter.text();
    assertThat(text).contains(of(values, "name"), of(values, "merchant"));
    assertThat(letter.html()).contains(of(values, "name"));
    assertThat(letter.sms()).contains(of(values, "merchant"));
    if (OF_DEBTS.contains(template)) {
      assertThat(text)
          .contains(of(values, "plan"), of(values, "amount"), of(values, "invoiceNumber"));
    }
    for (String key : when(template)) {
      assertThat(text).as(key).contains(of(values, key));
    }
    if (sure(template).contains("why")) {
      assertThat(text).contains(of(values, "why"));
    }
    boolean asks = template != Template.PAYMENT_RECEIVED && template != Template.SERVICE_RESUMED;
    if (asks && template != Template.PRICE_CHANGE) {
      assertThat(text).contains(of(values, "link"));
      assertThat(letter.sms()).contains(of(values, "link"));
      assertThat(letter.html()).contains("<a href=\"" + of(values, "link") + "\"");
    }
  }

  /** The dates that a text must say where they are known. */
  private static List<String> when(Template template) {
    return switch (template) {
      case PAYMENT_FAILED -> List.of("retryOn", "suspendsOn");
      case PAYMENT_FAILED_AGAIN -> List.of("retryOn", "suspendsOn", "endsOn");
      case CARD_REFUSED, CARD_EXPIRED, CARD_REMOVED, AUTHENTICATION_NEEDED, LAST_NOTICE ->
          List.of("suspendsOn", "endsOn");
      case INVOICE_OVERDUE -> List.of("dueDate", "suspendsOn", "endsOn");
      case SERVICE_SUSPENDED -> List.of("endsOn");
      case REMINDER, COLLECTION_NOTICE ->
          List.of("invoiceNumber", "dueDate", "claim", "total", "deadline", "creditor", "payTo");
      case CARD_EXPIRING -> List.of("month");
      case PRICE_CHANGE -> List.of("from");
      case SERVICE_RESUMED, SUBSCRIPTION_ENDED_UNPAID, PAYMENT_RECEIVED, PAY_LINK -> List.of();
    };
  }

  @ParameterizedTest
  @MethodSource("all")
  void couldBeAMerchantsOwn(Template template, Language language) {
    MessageText text = MessageTexts.of(template, language);
    assertThat(text.faults()).isEmpty();
    assertThat(SmsText.parts(full(template, language).sms())).isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("all")
  void saysTheSameInEveryLanguage(Template template, Language language) {
    MessageText text = MessageTexts.of(template, language);
    MessageText english = MessageTexts.of(template, Language.EN);
    assertThat(places(text.text())).isEqualTo(places(english.text()));
    assertThat(places(text.subject())).isEqualTo(places(english.subject()));
    assertThat(places(text.sms())).isEqualTo(places(english.sms()));
  }

  private static Set<String> places(String template) {
    Set<String> places = new TreeSet<>();
    Matcher place = PLACE.matcher(template);
    while (place.find()) {
      places.add(place.group(1) + place.group(2));
    }
    return places;
  }

  @Test
  void aLinkWithoutAnInvoiceRenewsTheCard() {
    assertThat(MessageTexts.button(Template.PAY_LINK, true, Language.EN)).isEqualTo("Pay now");
    assertThat(MessageTexts.button(Template.PAY_LINK, false, Language.EN))
        .isEqualTo("Renew the card");
  }

  @Test
  void aPreviewIsInItsOwnLanguage() {
    assertThat(Samples.in(Language.EN))
        .containsEntry("retryOn", "4 March 2026")
        .containsEntry("why", "The bank declined the payment.")
        .containsKeys(Placeholder.keys().toArray(String[]::new));
    assertThat(Samples.in(Language.SV)).containsEntry("month", "mars 2026");
  }

  @Test
  void nothingIsSaidOfTheft() {
    for (Language language : Language.values()) {
      String declined = MessageTexts.why("do_not_honor", language);
      for (String code : List.of("stolen_card", "lost_card", "pickup_card", "fraud", "41", "43")) {
        assertThat(MessageTexts.why(code, language)).isEqualTo(declined);
      }
    }
  }

  private static String of(Map<String, String> values, String key) {
    return Objects.requireNonNull(values.get(key), key);
  }
}
