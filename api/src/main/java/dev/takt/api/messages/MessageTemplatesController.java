package dev.takt.api.messages;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.web.Check;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Problem;
import dev.takt.records.merchants.Merchants;
import dev.takt.records.messages.MessageTemplate;
import dev.takt.records.messages.MessageTemplates;
import dev.takt.workflows.port.Messages.Template;
import dev.takt.workflows.wording.Language;
import dev.takt.workflows.wording.message.MessageText;
import dev.takt.workflows.wording.message.MessageTexts;
import dev.takt.workflows.wording.message.Placeholder;
import dev.takt.workflows.wording.message.RenderedMessage;
import dev.takt.workflows.wording.message.Samples;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The words of messages: Takt's, or the merchant's own. */
@RestController
@RequestMapping("/v1/message-templates")
@Tag(name = "Messages")
class MessageTemplatesController {
  private final MessageTemplates templates;
  private final Merchants merchants;
  private final BusinessTime time;

  MessageTemplatesController(MessageTemplates templates, Merchants merchants, BusinessTime time) {
    this.templates = templates;
    this.merchants = merchants;
    this.time = time;
  }

  /**
   * A message's words.
   *
   * @param html null: the text, laid out
   * @param own whether they are the merchant's
   * @param placeholders what may stand between {{ and }}
   */
  record View(
      String template,
      String locale,
      String subject,
      String text,
      @Nullable String html,
      String sms,
      boolean own,
      List<String> placeholders) {}

  record Name(String template, String locale, boolean own) {}

  /** What is left out stays as it is. */
  record Wording(
      @Schema(example = "Betalingen til {{merchant}} lykkedes ikke") @Nullable String subject,
      @Schema(example = "Hej {{name}}\n\nBetal {{amount}} her:\n\n{{link}}") @Nullable String text,
      @Nullable String html,
      @Schema(example = "{{merchant}}: Betal her: {{link}}") @Nullable String sms) {}

  @Operation(summary = "List the texts that there are")
  @Requires(Scope.READ)
  @GetMapping
  Listing<Name> list(Caller caller) {
    Set<MessageTemplate.Key> own = Set.copyOf(templates.own(caller.tenant()));
    List<Name> names = new ArrayList<>();
    for (Template template : Template.values()) {
      for (Language language : Language.values()) {
        MessageTemplate.Key key = MessageTemplate.Key.of(caller.tenant(), template, language);
        names.add(new Name(template.name(), language.key(), own.contains(key)));
      }
    }
    return new Listing<>(names, null);
  }

  @Operation(summary = "Read a text")
  @Requires(Scope.READ)
  @GetMapping("/{template}/{locale}")
  View read(Caller caller, @PathVariable String template, @PathVariable String locale) {
    Template which = template(template);
    Language language = language(locale);
    MessageTemplate own =
        templates.findById(MessageTemplate.Key.of(caller.tenant(), which, language)).orElse(null);
    MessageText text = own == null ? MessageTexts.of(which, language) : own.words();
    return new View(
        which.name(),
        language.key(),
        text.subject(),
        text.text(),
        text.html(),
        text.sms(),
        own != null,
        Placeholder.keys());
  }

  @Operation(
      summary = "Word a text",
      description =
          "Mustache with the placeholders that reading it names, {{#x}}…{{/x}} and {{^x}}…{{/x}}"
              + " of them, and nothing else.")
  @Requires(Scope.WRITE)
  @PutMapping("/{template}/{locale}")
  View put(
      Caller caller,
      @PathVariable String template,
      @PathVariable String locale,
      @RequestBody Wording wording) {
    Template which = template(template);
    Language language = language(locale);
    MessageText text = checked(over(templates.words(caller.tenant(), which, language), wording));
    templates.put(
        MessageTemplate.of(
            MessageTemplate.Key.of(caller.tenant(), which, language), text, time.now()));
    return read(caller, template, locale);
  }

  @Operation(summary = "Go back to Takt's words")
  @Requires(Scope.WRITE)
  @DeleteMapping("/{template}/{locale}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(Caller caller, @PathVariable String template, @PathVariable String locale) {
    templates.deleteById(
        MessageTemplate.Key.of(caller.tenant(), template(template), language(locale)));
  }

  @Operation(
      summary = "Preview a text",
      description = "As it would look for an invented customer; nothing is stored or sent.")
  @Requires(Scope.WRITE)
  @PostMapping("/{template}/{locale}/preview")
  RenderedMessage preview(
      Caller caller,
      @PathVariable String template,
      @PathVariable String locale,
      @RequestBody Wording wording) {
    Template which = template(template);
    Language language = language(locale);
    MessageText text = checked(over(templates.words(caller.tenant(), which, language), wording));
    Map<String, String> values = new LinkedHashMap<>(Samples.in(language));
    values.put(Placeholder.MERCHANT.key(), merchants.get(caller.merchantId()).name());
    return text.fill(values, language.key(), MessageTexts.button(which, true, language));
  }

  private static MessageText over(MessageText old, Wording wording) {
    return new MessageText(
        wording.subject() == null ? old.subject() : wording.subject(),
        wording.text() == null ? old.text() : wording.text(),
        wording.html() == null ? old.html() : wording.html(),
        wording.sms() == null ? old.sms() : wording.sms());
  }

  private static MessageText checked(MessageText text) {
    Check check = new Check();
    text.faults().forEach(fault -> check.error("/" + fault.field(), fault.detail()));
    check.done();
    return text;
  }

  private static Template template(String name) {
    return Arrays.stream(Template.values())
        .filter(template -> template.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("there is no template of this name").asException());
  }

  private static Language language(String key) {
    return Arrays.stream(Language.values())
        .filter(language -> language.key().equals(key))
        .findFirst()
        .orElseThrow(
            () -> Problem.notFound("there are the locales da, nb, sv and en").asException());
  }
}
