package dev.takt.worker;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What one Takt process does. */
public enum Role {
  /** Everything in one process: the default on a developer's machine. */
  ALL,
  /** Runs workflows and activities; answers nothing but health and metrics. */
  WORKER,
  /** Answers REST; runs no workflows and reaches no gateway. */
  API;

  /** Whether it runs workflows and activities. */
  public boolean works() {
    return this != API;
  }

  /** Whether it answers the REST API. */
  public boolean answers() {
    return this != WORKER;
  }

  /** The name as it stands in {@code TAKT_ROLE}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Role of(String name) {
    for (Role role : values()) {
      if (role.wireName().equals(name)) {
        return role;
      }
    }
    String names = Arrays.stream(values()).map(Role::wireName).collect(Collectors.joining(", "));
    throw new CannotStart("TAKT_ROLE is \"" + name + "\"; it can be one of " + names + ".");
  }
}
