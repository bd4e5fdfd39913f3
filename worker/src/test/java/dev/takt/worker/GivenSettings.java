package dev.takt.worker;

import dev.takt.worker.settings.GivenEnvironment;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.support.SpringApplicationJsonEnvironmentPostProcessor;

/** The settings of given variables, as the start of a Takt reads them. */
final class GivenSettings {
  private GivenSettings() {}

  static StartSettings of(Map<String, String> variables) {
    var environment = new GivenEnvironment(variables);
    new SpringApplicationJsonEnvironmentPostProcessor()
        .postProcessEnvironment(environment, new SpringApplication());
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    return StartSettings.of(environment);
  }
}
