package dev.takt.worker.bankfolder;

import dev.takt.activities.bank.BankFileIntake;
import dev.takt.worker.adoption.RecoveryLease;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Watches the folder for banks' files, where there is one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BankFolderSettings.class)
public class BankFolders {
  /** Its number among the advisory locks of the database: "bank" in ASCII. */
  private static final long LOCK = 0x62616e6bL;

  private static final Duration BETWEEN = Duration.ofSeconds(10);

  @Bean
  @ConditionalOnProperty("takt.bank-folder")
  BankFolderWatch bankFolderWatch(
      BankFolderSettings settings,
      BankFileIntake intake,
      WorkflowClient client,
      DataSource database,
      MeterRegistry registry) {
    return new BankFolderWatch(
        Objects.requireNonNull(settings.bankFolder()),
        BETWEEN,
        intake,
        client,
        new RecoveryLease(database, LOCK),
        registry);
  }
}
