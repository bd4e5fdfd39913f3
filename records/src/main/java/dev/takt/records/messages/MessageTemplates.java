package dev.takt.records.messages;

import dev.takt.records.Rows;
import dev.takt.workflows.port.Messages.Template;
import dev.takt.workflows.wording.Language;
import dev.takt.workflows.wording.message.MessageText;
import dev.takt.workflows.wording.message.MessageTexts;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Merchants' own words. */
public interface MessageTemplates
    extends Repository<MessageTemplate, MessageTemplate.Key>, Rows<MessageTemplate> {

  Optional<MessageTemplate> findById(MessageTemplate.Key key);

  void deleteById(MessageTemplate.Key key);

  /** The texts that a merchant has words of its own for. */
  @Query("select tenant, template, language from message_template where tenant = :tenant")
  List<MessageTemplate.Key> own(String tenant);

  /** A message's words: the merchant's, or Takt's. */
  default MessageText words(String tenant, Template template, Language language) {
    return findById(MessageTemplate.Key.of(tenant, template, language))
        .map(MessageTemplate::words)
        .orElseGet(() -> MessageTexts.of(template, language));
  }
}
