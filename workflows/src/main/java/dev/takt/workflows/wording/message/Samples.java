package dev.takt.workflows.wording.message;

import java.util.LinkedHashMap;
import java.util.Map;

/** Values for previews. */
public final class Samples {
  /** A Danish customer's. */
  public static final Map<String, String> DANISH = danish();

  private Samples() {}

  private static Map<String, String> danish() {
    Map<String, String> values = new LinkedHashMap<>();
    for (Placeholder place : Placeholder.values()) {
      values.put(place.key(), place.sample());
    }
    return values;
  }
}
