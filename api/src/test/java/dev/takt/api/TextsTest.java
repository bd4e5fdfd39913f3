package dev.takt.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.wording.Language;
import dev.takt.workflows.wording.Texts;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every text is there in every language, and has the same places to be filled in. */
class TextsTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\{?[#^/]?\\w+}");

  @ParameterizedTest
  @ValueSource(strings = {"pages.page", "invoices.invoice"})
  void aTextSaysTheSameInEveryLanguage(String name) {
    Texts texts = new Texts(TaktApi.class, name);
    Set<String> keys = texts.keys(Language.EN);
    assertThat(keys).hasSizeGreaterThan(10);
    for (Language language : Language.values()) {
      assertThat(texts.keys(language)).as(language.key()).isEqualTo(keys);
      for (String key : keys) {
        String text = texts.of(key, language);
        assertThat(text).as(language + " " + key).isNotBlank().isEqualTo(text.strip());
        assertThat(places(text))
            .as(language + " " + key)
            .isEqualTo(places(texts.of(key, Language.EN)));
      }
    }
  }

  private static Set<String> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
