package dev.takt.workflows.wording.message;

import dev.takt.workflows.port.Messages.Template;
import dev.takt.workflows.wording.Language;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/** The texts as Takt words them, in every language. */
public final class MessageTexts {
  private static final Map<Language, Properties> WORDS = words();

  private MessageTexts() {}

  /** The default wording of a message. */
  public static MessageText of(Template template, Language language) {
    return new MessageText(
        word(template + ".subject", language),
        word("greeting", language)
            + "\n\n"
            + word(template + ".text", language)
            + "\n\n"
            + word("closing", language),
        null,
        word(template + ".sms", language));
  }

  /**
   * What the button says under which a message's link stands.
   *
   * @param pays whether the link leads to an invoice
   */
  public static String button(Template template, boolean pays, Language language) {
    boolean renews =
        !pays || template == Template.CARD_EXPIRING || template == Template.CARD_EXPIRED;
    return word(renews ? "button.renew" : "button.pay", language);
  }

  /**
   * Why a payment failed, as it is told to a customer: never more than helps, so nothing of theft.
   */
  public static String why(String declineCode, Language language) {
    return switch (declineCode) {
      case "insufficient_funds", "expired_card", "authentication_required" ->
          word("why." + declineCode, language);
      case "card_removed", "no_payment_method" -> word("why.no_card", language);
      default -> word("why.declined", language);
    };
  }

  private static String word(String key, Language language) {
    Properties words = WORDS.get(language);
    String word = words == null ? null : words.getProperty(key);
    if (word == null) {
      throw new IllegalStateException("no " + key + " in " + language);
    }
    return word;
  }

  private static Map<Language, Properties> words() {
    Map<Language, Properties> all = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      Properties words = new Properties();
      try {
        words.load(new StringReader(Resource.text(language.key() + ".properties")));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
      all.put(language, words);
    }
    return all;
  }
}
