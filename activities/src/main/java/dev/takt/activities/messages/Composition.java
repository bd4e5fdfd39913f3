package dev.takt.activities.messages;

import dev.takt.records.messages.MessageTemplates;
import dev.takt.workflows.port.Messages.Channel;
import dev.takt.workflows.port.Messages.Message;
import dev.takt.workflows.port.Messages.Template;
import dev.takt.workflows.wording.Language;
import dev.takt.workflows.wording.message.MessageFacts;
import dev.takt.workflows.wording.message.MessageText;
import dev.takt.workflows.wording.message.MessageTexts;
import dev.takt.workflows.wording.message.Placeholder;
import dev.takt.workflows.wording.message.RenderedMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes a message: the merchant's or Takt's words, filled in with what is so now. */
@Component
class Composition {
  private static final Pattern TOKEN = Pattern.compile("/pay/[A-Za-z0-9_-]{20,}");
  private static final int LONGEST_NAME_IN_SMS = 30;

  private final Recipients recipients;
  private final MessageTemplates templates;
  private final PayLinks links;

  Composition(Recipients recipients, MessageTemplates templates, PayLinks links) {
    this.recipients = recipients;
    this.templates = templates;
    this.links = links;
  }

  RenderedMessage write(Message message, Recipient recipient) {
    var language = recipient.language();
    MessageText text = words(message, language);
    Map<String, String> values = values(message, recipient);
    boolean sms = message.channel() == Channel.SMS;
    if (text.hasLink(sms)) {
      values.put(Placeholder.LINK.key(), link(message));
    }
    String button = MessageTexts.button(message.template(), message.invoiceId() != null, language);
    RenderedMessage letter = text.fill(values, language.key(), button);
    return message.tenant().endsWith("/test") ? marked(letter) : letter;
  }

  /** A letter about a claim says all that it has to, whatever the words are. */
  private MessageText words(Message message, Language language) {
    MessageText words = templates.words(message.tenant(), message.template(), language);
    boolean notice = message.template() == Template.COLLECTION_NOTICE;
    return message.facts().containsKey(Placeholder.DEADLINE.key())
        ? words.withClaim(MessageTexts.claimBlock(notice, language))
        : words;
  }

  private Map<String, String> values(Message message, Recipient recipient) {
    Map<String, String> values = new LinkedHashMap<>();
    String card = message.paymentMethodId();
    if (card != null) {
      values.putAll(recipients.card(message.tenant(), message.customerId(), card));
    }
    String invoice = message.invoiceId();
    if (invoice != null) {
      values.putAll(recipients.invoice(message.tenant(), invoice, recipient.language()));
    }
    values.putAll(MessageFacts.worded(message.facts(), recipient.language()));
    put(values, Placeholder.NAME, recipient.name());
    boolean sms = message.channel() == Channel.SMS;
    put(values, Placeholder.MERCHANT, sms ? shortened(recipient.merchant()) : recipient.merchant());
    return values;
  }

  private String link(Message message) {
    String invoice = message.invoiceId();
    return invoice == null
        ? links.toRenewCard(message.tenant(), message.customerId(), message.at())
        : links.toPay(message.tenant(), message.customerId(), invoice, message.at());
  }

  /** What is not meant for real customers says so. */
  private static RenderedMessage marked(RenderedMessage letter) {
    return new RenderedMessage(
        "[TEST] " + letter.subject(), letter.text(), letter.html(), "TEST: " + letter.sms());
  }

  /** As it is kept: whoever reads the log must not be able to pay, or see, as the customer. */
  static MessageLog.Kept kept(
      RenderedMessage letter, Recipient recipient, Channel channel, String to) {
    boolean sms = channel == Channel.SMS;
    return new MessageLog.Kept(
        recipient.language().key(),
        to,
        sms ? "" : letter.subject(),
        withoutToken(sms ? letter.sms() : letter.text()),
        sms ? null : withoutToken(letter.html()));
  }

  private static String withoutToken(String text) {
    return TOKEN.matcher(text).replaceAll("/pay/…");
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME_IN_SMS
        ? name
        : name.substring(0, LONGEST_NAME_IN_SMS - 1) + "…";
  }

  private static void put(Map<String, String> values, Placeholder place, @Nullable String value) {
    if (value != null) {
      values.put(place.key(), value);
    }
  }
}
