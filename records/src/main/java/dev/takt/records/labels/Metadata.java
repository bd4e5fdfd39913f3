package dev.takt.records.labels;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A merchant's own texts by key. They mean nothing to Takt, which keeps them and tells them. */
public record Metadata(@JsonValue Map<String, String> values) {
  public static final Metadata NONE = new Metadata(Map.of());

  /** The most keys. */
  public static final int MOST_KEYS = 50;

  /** The most characters of a key. */
  public static final int LONGEST_KEY = 40;

  /** The most characters of a value. */
  public static final int LONGEST_VALUE = 500;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Metadata {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** With other values for some keys; a key without a value goes, and the rest stays. */
  public Metadata with(@Nullable Map<String, @Nullable String> changes) {
    if (changes == null) {
      return this;
    }
    Map<String, String> changed = new TreeMap<>(values);
    changes.forEach(
        (key, value) -> {
          if (value == null) {
            changed.remove(key);
          } else {
            changed.put(key, value);
          }
        });
    return new Metadata(changed);
  }

  /** Whether there are more keys than it may have. */
  public boolean hasTooManyKeys() {
    return values.size() > MOST_KEYS;
  }
}
