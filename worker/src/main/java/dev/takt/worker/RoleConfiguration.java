package dev.takt.worker;

import dev.takt.api.web.ConnectionLimits;
import dev.takt.api.webhooks.WebhookSettings;
import dev.takt.records.TaktRecords;
import dev.takt.worker.adoption.Adoption;
import dev.takt.worker.adoption.NamespaceBinding;
import dev.takt.worker.bankfolder.BankFolders;
import dev.takt.worker.health.HealthController;
import dev.takt.worker.metrics.Metrics;
import dev.takt.worker.security.CodecController;
import dev.takt.worker.security.SecuritySettings;
import dev.takt.worker.security.TenantBinding;
import dev.takt.worker.security.Webhooks;
import dev.takt.worker.settings.Role;
import dev.takt.worker.settings.Settings;
import dev.takt.worker.temporal.TemporalClients;
import dev.takt.worker.temporal.Workers;
import dev.takt.worker.tracing.Tracing;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The parts that an application is put together from: some in every role, some by the role. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@AutoConfigurationPackage(basePackages = "dev.takt")
@ComponentScan(basePackageClasses = HealthController.class)
@EnableConfigurationProperties({Settings.class, SecuritySettings.class, WebhookSettings.class})
@Import({
  TaktRecords.class,
  TemporalClients.class,
  NamespaceBinding.class,
  Tracing.class,
  ConnectionLimits.class
})
class RoleConfiguration {

  /** Where workflows and activities run. */
  @Configuration(proxyBeanMethods = false)
  @Conditional(Works.class)
  @ComponentScan("dev.takt.activities")
  @Import({Workers.class, Adoption.class, BankFolders.class, Webhooks.class, Metrics.class})
  static class Working {}

  /** Where REST is answered. */
  @Configuration(proxyBeanMethods = false)
  @Conditional(Answers.class)
  @ComponentScan("dev.takt.api")
  @Import({TenantBinding.class, CodecController.class})
  static class Answering {}

  static final class Works implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return Role.in(context.getEnvironment()).works();
    }
  }

  static final class Answers implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return Role.in(context.getEnvironment()).answers();
    }
  }
}
