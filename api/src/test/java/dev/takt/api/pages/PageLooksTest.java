package dev.takt.api.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page's style sheet and words must be, whatever is on it. */
class PageLooksTest {
  private static final String PAGE = page();
  private static final Map<String, String> LIGHT = colours(":root\\{([^}]*)\\}");
  private static final Map<String, String> DARK =
      colours("prefers-color-scheme:dark\\)\\{:root\\{([^}]*)\\}");

  /** WCAG 2.2, 1.4.3: text 4.5 to 1; 1.4.11: borders of fields and the focus 3 to 1. */
  @ParameterizedTest
  @CsvSource({
    "ink, paper, 4.5",
    "faint, paper, 4.5",
    "on-deed, deed, 4.5",
    "deed, paper, 3",
    "line, paper, 3",
    "bad, paper, 3",
    "good, paper, 3"
  })
  void everythingCanBeReadInLightAndDark(String front, String back, double least) {
    for (Map<String, String> theme : List.of(LIGHT, DARK)) {
      assertThat(contrast(of(theme, front), of(theme, back)))
          .as("%s on %s in %s", front, back, theme)
          .isGreaterThanOrEqualTo(least);
    }
  }

  @Test
  void contrastIsReckonedAsWcagSays() {
    assertThat(contrast("#000000", "#ffffff")).isEqualTo(21.0);
    assertThat(contrast("#777777", "#ffffff")).isBetween(4.47, 4.49);
  }

  @Test
  void noColourIsUsedThatThemesDoNotSet() {
    String rules = PAGE.replaceAll(":root\\{[^}]*\\}", "");
    assertThat(rules).doesNotContainPattern("#[0-9a-fA-F]{3,8}\\b(?=[;}\\s])");
    Matcher used = Pattern.compile("var\\(--([a-z-]+)\\)").matcher(rules);
    while (used.find()) {
      assertThat(LIGHT).containsKey(used.group(1));
      assertThat(DARK).containsKey(used.group(1));
    }
    assertThat(PAGE).contains("<meta name=\"color-scheme\" content=\"light dark\">");
  }

  @Test
  void nothingIsLoadedFromAnywhere() {
    assertThat(PAGE)
        .doesNotContain("<script", "<img", "<link", "<iframe", "src=", "url(", "@import", "http");
  }

  private static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String colour) {
    return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
  }

  private static double channel(String colour, int at) {
    double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static String of(Map<String, String> theme, String name) {
    return Objects.requireNonNull(theme.get(name), name);
  }

  private static Map<String, String> colours(String pattern) {
    Matcher root = Pattern.compile(pattern).matcher(PAGE);
    assertThat(root.find()).isTrue();
    Map<String, String> colours = new HashMap<>();
    for (String one : root.group(1).split(";", -1)) {
      String[] pair = one.split(":", 2);
      colours.put(pair[0].replaceFirst("^--", ""), pair[1]);
    }
    return colours;
  }

  private static String page() {
    try {
      return resource("page.html");
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PayPage.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
