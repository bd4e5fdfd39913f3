package dev.takt.activities.messages;

import dev.takt.workflows.port.Messages.Template;
import dev.takt.workflows.wording.Language;
import dev.takt.workflows.wording.message.MessageText;
import dev.takt.workflows.wording.message.MessageTexts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The text of a message: as the merchant words it, or as Takt does. */
@Component
class Wordings {
  private final JdbcClient database;

  Wordings(JdbcClient database) {
    this.database = database;
  }

  MessageText of(String tenant, Template template, Language language) {
    return database
        .sql(
            """
            select subject, text, html, sms from message_template
            where tenant = :tenant and template = :template and language = :language
            """)
        .param("tenant", tenant)
        .param("template", template.name())
        .param("language", language.key())
        .query(
            (row, number) ->
                new MessageText(
                    row.getString("subject"),
                    row.getString("text"),
                    row.getString("html"),
                    row.getString("sms")))
        .optional()
        .orElseGet(() -> MessageTexts.of(template, language));
  }
}
