package dev.takt.worker;

import dev.takt.api.web.ConnectionLimits;
import dev.takt.worker.adoption.Adoption;
import dev.takt.worker.adoption.NamespaceBinding;
import dev.takt.worker.health.HealthController;
import dev.takt.worker.metrics.Metrics;
import dev.takt.worker.security.CodecController;
import dev.takt.worker.security.TenantBinding;
import dev.takt.worker.security.Webhooks;
import dev.takt.worker.temporal.TemporalClients;
import dev.takt.worker.temporal.Workers;
import dev.takt.worker.tracing.Tracing;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The parts that an application is put together from; {@link Role} says which. */
final class RoleConfiguration {
  private RoleConfiguration() {}

  /** In every role. */
  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @AutoConfigurationPackage(basePackages = "dev.takt")
  @ComponentScan(basePackageClasses = HealthController.class)
  @Import({TemporalClients.class, NamespaceBinding.class, Tracing.class, ConnectionLimits.class})
  static class Common {}

  /** Where workflows and activities run. */
  @Configuration(proxyBeanMethods = false)
  @ComponentScan("dev.takt.activities")
  @Import({Workers.class, Adoption.class, Webhooks.class, Metrics.class})
  static class Working {}

  /** Where REST is answered. */
  @Configuration(proxyBeanMethods = false)
  @ComponentScan("dev.takt.api")
  @Import({TenantBinding.class, CodecController.class})
  static class Answering {}
}
