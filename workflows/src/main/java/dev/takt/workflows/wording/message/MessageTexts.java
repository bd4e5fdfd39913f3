package dev.takt.workflows.wording.message;

import dev.takt.workflows.port.Messages.Template;
import dev.takt.workflows.wording.Language;
import dev.takt.workflows.wording.Texts;

/** The texts as Takt words them, in every language. */
public final class MessageTexts {
  static final Texts TEXTS = new Texts(MessageTexts.class, "messages");

  private MessageTexts() {}

  /** The default wording of a message. */
  public static MessageText of(Template template, Language language) {
    return new MessageText(
        TEXTS.of(template + ".subject", language),
        TEXTS.of("greeting", language)
            + "\n\n"
            + TEXTS.of(template + ".text", language)
            + "\n\n"
            + TEXTS.of("closing", language),
        null,
        TEXTS.of(template + ".sms", language));
  }

  /**
   * What the button says under which a message's link stands.
   *
   * @param pays whether the link leads to an invoice
   */
  public static String button(Template template, boolean pays, Language language) {
    boolean renews =
        !pays || template == Template.CARD_EXPIRING || template == Template.CARD_EXPIRED;
    return TEXTS.of(renews ? "button.renew" : "button.pay", language);
  }

  /**
   * Why a payment failed, as it is told to a customer: never more than helps, so nothing of theft.
   */
  public static String why(String declineCode, Language language) {
    return switch (declineCode) {
      case "insufficient_funds", "expired_card", "authentication_required" ->
          TEXTS.of("why." + declineCode, language);
      case "card_removed", "no_payment_method" -> TEXTS.of("why.no_card", language);
      default -> TEXTS.of("why.declined", language);
    };
  }

  /** What a letter about a claim has to say, whatever words come before it. */
  public static String claimBlock(boolean notice, Language language) {
    return TEXTS.of(notice ? "claim.block.notice" : "claim.block.reminder", language);
  }

  /** Where to pay, as a sentence. */
  public static String payTo(String account, String reference, Language language) {
    return TEXTS.of("claim.payTo", language).formatted(account, reference);
  }
}
