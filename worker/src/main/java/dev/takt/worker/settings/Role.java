package dev.takt.worker.settings;

import java.util.Locale;
import org.springframework.core.env.Environment;

/** What one Takt process does. */
public enum Role {
  /** Everything in one process: the default on a developer's machine. */
  ALL,
  /** Runs workflows and activities; answers nothing but health and metrics. */
  WORKER,
  /** Answers REST; runs no workflows and reaches no gateway. */
  API;

  /** The role that {@code TAKT_ROLE} says. */
  public static Role in(Environment environment) {
    return environment.getProperty("takt.role", Role.class, ALL);
  }

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
}
