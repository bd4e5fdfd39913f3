package dev.takt.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.support.SpringApplicationJsonEnvironmentPostProcessor;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The profiles that Spring will find active: by the environment, a system property, JSON or a file
 * of configuration, in Spring's own order.
 */
final class Profiles {
  private static final String PRODUCTION = "production";

  private Profiles() {}

  /** Whether this Takt runs in production. */
  static boolean isProduction(Map<String, String> variables) {
    var environment = new Given(variables);
    new SpringApplicationJsonEnvironmentPostProcessor()
        .postProcessEnvironment(environment, new SpringApplication());
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    return Set.of(environment.getActiveProfiles()).contains(PRODUCTION);
  }

  /** Spring's environment, of these variables instead of the process's own. */
  private static final class Given extends StandardEnvironment {
    Given(Map<String, String> variables) {
      super(sources(variables));
    }

    private static MutablePropertySources sources(Map<String, String> variables) {
      var sources = new MutablePropertySources();
      sources.addLast(
          new PropertiesPropertySource(
              SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, System.getProperties()));
      sources.addLast(
          new SystemEnvironmentPropertySource(
              SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new LinkedHashMap<>(variables)));
      return sources;
    }

    @Override
    protected void customizePropertySources(MutablePropertySources propertySources) {
      // All are there already.
    }
  }
}
