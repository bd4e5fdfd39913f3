package dev.takt.worker.settings;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.env.StandardEnvironment;

/**
 * Spring's environment over given variables, such as those of the process. An empty variable is as
 * good as none.
 */
public final class GivenEnvironment extends StandardEnvironment {
  private final Map<String, String> variables;

  public GivenEnvironment(Map<String, String> variables) {
    Map<String, String> given = new TreeMap<>();
    variables.forEach(
        (name, value) -> {
          if (!value.isBlank()) {
            given.put(name, value.strip());
          }
        });
    // Before the superclass asks for it.
    this.variables = given;
    super();
  }

  /** The variables, without those that are empty. */
  public Map<String, String> variables() {
    return variables;
  }

  @Override
  public Map<String, Object> getSystemEnvironment() {
    return new TreeMap<>(variables);
  }
}
