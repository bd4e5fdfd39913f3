package dev.takt.workflows.wording;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;

/**
 * Texts in every language, from the files {@code <name>_da.properties} and so on beside a class.
 * They are constants, though they stand in files of their own.
 */
public final class Texts {
  private final Map<Language, ResourceBundle> bundles = new EnumMap<>(Language.class);

  /**
   * @throws java.util.MissingResourceException where there is no file for a language
   */
  public Texts(Class<?> beside, String name) {
    for (Language language : Language.values()) {
      ResourceBundle bundle =
          ResourceBundle.getBundle(
              beside.getPackageName() + "." + name,
              language.locale(),
              beside.getClassLoader(),
              ResourceBundle.Control.getNoFallbackControl(
                  ResourceBundle.Control.FORMAT_PROPERTIES));
      bundles.put(language, bundle);
    }
  }

  /**
   * A text, with its places still to be filled in.
   *
   * @throws java.util.MissingResourceException where there is none of this key
   */
  public String of(String key, Language language) {
    return bundle(language).getString(key);
  }

  /** The keys of the texts that there are in a language. */
  public Set<String> keys(Language language) {
    return bundle(language).keySet();
  }

  private ResourceBundle bundle(Language language) {
    return Objects.requireNonNull(bundles.get(language));
  }
}
