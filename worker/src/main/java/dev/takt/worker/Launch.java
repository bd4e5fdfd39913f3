package dev.takt.worker;

import dev.takt.worker.embedded.DatabaseAddress;
import dev.takt.worker.embedded.TemporalService;
import dev.takt.worker.security.KeyRing;
import dev.takt.worker.tracing.Tracing;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.env.MapPropertySource;

/** Starts the application on the services that are there, with the parts that its role asks for. */
record Launch(
    Settings settings,
    DatabaseAddress database,
    TemporalService temporal,
    @Nullable KeyRing secretKeys,
    Stopping stopping,
    PrintStream out) {

  ConfigurableApplicationContext application() {
    var application = new SpringApplication(parts());
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    // Two modules may call different things by the same name, such as a repository and an activity.
    application.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
    application.setRegisterShutdownHook(false);
    application.addInitializers(
        context -> {
          if (context.getEnvironment().matchesProfiles("production")
              != settings.safeguards().production()) {
            throw new CannotStart(
                "Spring's profiles are others than those that were checked; set"
                    + " SPRING_PROFILES_ACTIVE=production in the environment.");
          }
          context
              .getEnvironment()
              .getPropertySources()
              .addFirst(new MapPropertySource("takt", properties()));
          context.getBeanFactory().registerSingleton("settings", settings);
          context.getBeanFactory().registerSingleton("temporalService", temporal);
          context.getBeanFactory().registerSingleton("stopping", stopping);
          context.getBeanFactory().registerSingleton("out", out);
          if (secretKeys != null) {
            context.getBeanFactory().registerSingleton("secretKeys", secretKeys);
          }
        });
    return application.run();
  }

  static int portOf(ConfigurableApplicationContext application) {
    if (application instanceof WebServerApplicationContext web && web.getWebServer() != null) {
      return web.getWebServer().getPort();
    }
    throw new IllegalStateException("no web server");
  }

  private Class<?>[] parts() {
    return switch (settings.role()) {
      case ALL ->
          new Class<?>[] {
            RoleConfiguration.Common.class,
            RoleConfiguration.Working.class,
            RoleConfiguration.Answering.class
          };
      case WORKER ->
          new Class<?>[] {RoleConfiguration.Common.class, RoleConfiguration.Working.class};
      case API ->
          new Class<?>[] {RoleConfiguration.Common.class, RoleConfiguration.Answering.class};
    };
  }

  private Map<String, Object> properties() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("server.address", settings.host());
    properties.put("server.port", settings.port());
    properties.put("takt.role", settings.role().wireName());
    properties.put("takt.operator-token", settings.operatorToken());
    properties.put("spring.datasource.url", database.jdbcUrl());
    properties.put("spring.datasource.username", database.user());
    properties.put("spring.datasource.password", database.password());
    properties.put("takt.webhooks.available", secretKeys != null);
    properties.put("takt.webhooks.https-only", settings.safeguards().production());
    properties.put("takt.limits.per-key", settings.safeguards().limits().perKey());
    properties.put("takt.limits.per-address", settings.safeguards().limits().perAddress());
    properties.putAll(Tracing.properties(settings.traces()));
    return properties;
  }
}
