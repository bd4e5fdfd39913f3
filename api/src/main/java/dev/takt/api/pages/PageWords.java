package dev.takt.api.pages;

import dev.takt.workflows.wording.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What the page says, in each language. */
final class PageWords {
  private static final Map<Language, Properties> WORDS = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      WORDS.put(language, read(language.key() + ".properties"));
    }
  }

  private final Language language;
  private final Properties words;

  PageWords(Language language) {
    this.language = language;
    this.words = WORDS.getOrDefault(language, new Properties());
  }

  Language language() {
    return language;
  }

  /** A sentence, with its {0}, {1}, … filled in. */
  String of(String key, String... places) {
    String word = words.getProperty(key);
    if (word == null) {
      throw new IllegalStateException("no " + key + " in " + language);
    }
    for (int i = 0; i < places.length; i++) {
      word = word.replace("{" + i + "}", places[i]);
    }
    return word;
  }

  /** Those that the page's frame uses by name. */
  Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    words.stringPropertyNames().stream()
        .filter(name -> name.indexOf('.') < 0)
        .forEach(name -> all.put(name, words.getProperty(name)));
    return all;
  }

  private static Properties read(String name) {
    try (InputStream in = PageWords.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      Properties words = new Properties();
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return words;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
