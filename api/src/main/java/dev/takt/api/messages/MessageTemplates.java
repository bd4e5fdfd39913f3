package dev.takt.api.messages;

import dev.takt.api.web.Columns;
import dev.takt.workflows.port.Messages.Template;
import dev.takt.workflows.wording.Language;
import dev.takt.workflows.wording.message.MessageText;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Merchants' own wordings. */
@Repository
class MessageTemplates {
  private final JdbcClient jdbc;

  MessageTemplates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A template in a language, by their names in the table. */
  record Own(String template, String language) {}

  Optional<MessageText> find(String tenant, Template template, Language language) {
    return jdbc.sql(
            """
            select subject, text, html, sms from message_template
            where tenant = :tenant and template = :template and language = :language
            """)
        .param("tenant", tenant)
        .param("template", template.name())
        .param("language", language.key())
        .query(
            (row, _) ->
                new MessageText(
                    row.getString("subject"),
                    row.getString("text"),
                    row.getString("html"),
                    row.getString("sms")))
        .optional();
  }

  /** The texts that a merchant has words of its own for. */
  Set<Own> own(String tenant) {
    return Set.copyOf(
        jdbc.sql("select template, language from message_template where tenant = :tenant")
            .param("tenant", tenant)
            .query((row, _) -> new Own(row.getString("template"), row.getString("language")))
            .list());
  }

  void put(String tenant, Template template, Language language, MessageText text, Instant at) {
    jdbc.sql(
            """
            insert into message_template (tenant, template, language, subject, text, html, sms,
              changed_at)
            values (:tenant, :template, :language, :subject, :text, :html, :sms, :at)
            on conflict (tenant, template, language) do update set subject = excluded.subject,
              text = excluded.text, html = excluded.html, sms = excluded.sms,
              changed_at = excluded.changed_at
            """)
        .param("tenant", tenant)
        .param("template", template.name())
        .param("language", language.key())
        .param("subject", text.subject())
        .param("text", text.text())
        .param("html", text.html())
        .param("sms", text.sms())
        .param("at", Columns.at(at))
        .update();
  }

  void remove(String tenant, Template template, Language language) {
    jdbc.sql(
            """
            delete from message_template
            where tenant = :tenant and template = :template and language = :language
            """)
        .param("tenant", tenant)
        .param("template", template.name())
        .param("language", language.key())
        .update();
  }
}
