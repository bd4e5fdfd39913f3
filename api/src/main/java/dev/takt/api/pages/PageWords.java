package dev.takt.api.pages;

import dev.takt.workflows.wording.Language;
import dev.takt.workflows.wording.Texts;
import java.util.Map;
import java.util.TreeMap;

/** The words of the hosted pages, in one language. */
record PageWords(Language language) {
  static final Texts TEXTS = new Texts(PageWords.class, "page");

  /** A sentence, with its {0}, {1}, … filled in. */
  String of(String key, String... places) {
    String word = TEXTS.of(key, language);
    for (int i = 0; i < places.length; i++) {
      word = word.replace("{" + i + "}", places[i]);
    }
    return word;
  }

  /** Those that the page's frame uses by name. */
  Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    TEXTS.keys(language).stream()
        .filter(name -> name.indexOf('.') < 0)
        .forEach(name -> all.put(name, of(name)));
    return all;
  }
}
