package dev.takt.records.messages;

import dev.takt.workflows.port.Messages.Template;
import dev.takt.workflows.wording.Language;
import dev.takt.workflows.wording.message.MessageText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A merchant's own words for a message in one language. */
@Table
public record MessageTemplate(
    @Id Key key,
    String subject,
    String text,
    @Nullable String html,
    String sms,
    Instant changedAt) {

  /**
   * Which words they are.
   *
   * @param language as it is known by in the API
   */
  public record Key(String tenant, Template template, String language) {
    public static Key of(String tenant, Template template, Language language) {
      return new Key(tenant, template, language.key());
    }
  }

  public static MessageTemplate of(Key key, MessageText text, Instant at) {
    return new MessageTemplate(key, text.subject(), text.text(), text.html(), text.sms(), at);
  }

  public MessageText words() {
    return new MessageText(subject, text, html, sms);
  }
}
