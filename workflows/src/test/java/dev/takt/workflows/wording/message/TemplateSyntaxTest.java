package dev.takt.workflows.wording.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.port.Messages.Template;
import dev.takt.workflows.wording.Language;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever stands in a template, it costs no more time than its length. The bound of time is
 * generous: what takes the square of these lengths takes minutes.
 */
class TemplateSyntaxTest {
  private static final Duration BOUND = Duration.ofSeconds(10);

  private static MessageText html(String html) {
    MessageText text = MessageTexts.of(Template.PAY_LINK, Language.EN);
    return new MessageText(text.subject(), text.text(), html, text.sms());
  }

  static Stream<String> hostile() {
    int most = 60_000;
    return Stream.of(
            "{{",
            "{{{",
            "{ {",
            "{{name",
            "}}",
            "{{#name}}",
            "{{^name}}{{/name}}",
            "{{name}}",
            "{{ ",
            "{{!",
            "{{=<% %>=}}",
            "{{#name}}{{",
            " \t",
            "\n\r",
            "x \n")
        .map(part -> part.repeat(most / part.length()));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void isReadInTheTimeOfItsLength(String template) {
    MessageText text = html(template);
    Assertions.assertTimeoutPreemptively(
        BOUND,
        () -> {
          if (text.faults().isEmpty()) {
            assertThat(text.fill(Samples.in(Language.EN), "en", "Pay").html()).isNotNull();
          }
        });
  }

  /** Far longer than any field may be, so that the square of it would be seen. */
  @ParameterizedTest
  @ValueSource(strings = {"{{", "{{{", "{{name", "{{ ", "{{#name}}{{"})
  void isReadOnceHoweverLong(String part) {
    String template = part.repeat(2_000_000 / part.length());
    Assertions.assertTimeoutPreemptively(
        BOUND, () -> assertThat(TemplateSyntax.fault(template)).isPresent());
  }

  @Test
  void blanksAreLookedAtOnce() {
    String text = "a" + " \t".repeat(1_000_000) + "b" + "  \n".repeat(3);
    Assertions.assertTimeoutPreemptively(
        BOUND, () -> assertThat(MessageText.tidy(text)).endsWith("b"));
  }

  @Test
  void hasAsManyPlacesAsAMessageNeeds() {
    assertThat(html("{{name}}".repeat(TemplateSyntax.MAX_TAGS)).faults()).isEmpty();
    assertThat(html("{{name}}".repeat(TemplateSyntax.MAX_TAGS + 1)).faults())
        .singleElement()
        .extracting(MessageText.Fault::detail)
        .asString()
        .contains("at most 200 places");
    int deep = TemplateSyntax.MAX_DEPTH;
    assertThat(html("{{#name}}".repeat(deep) + "x" + "{{/name}}".repeat(deep)).faults()).isEmpty();
    assertThat(html("{{#name}}".repeat(deep + 1) + "x" + "{{/name}}".repeat(deep + 1)).faults())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{name", "a {{name}} and {{", "{{na", "{{"})
  void aPlaceThatIsNotClosedIsSaid(String template) {
    assertThat(html(template).faults())
        .singleElement()
        .extracting(MessageText.Fault::detail)
        .asString()
        .contains("is not closed");
  }
}
