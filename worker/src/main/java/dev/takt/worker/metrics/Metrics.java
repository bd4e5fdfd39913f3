package dev.takt.worker.metrics;

import dev.takt.activities.due.DueWork;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the metrics of a worker together. */
@Configuration(proxyBeanMethods = false)
public class Metrics {

  @Bean
  Figures renewalFigures(DueWork work) {
    return new RenewalFigures(work);
  }

  @Bean
  Figures moneyFigures(JdbcClient database) {
    return new MoneyFigures(database);
  }

  @Bean
  Figures bankFigures(JdbcClient database) {
    return new BankFigures(database);
  }

  @Bean
  Figures dunningFigures(JdbcClient database, DueWork work) {
    return new DunningFigures(database, work);
  }

  @Bean
  Figures outgoingFigures(JdbcClient database) {
    return new OutgoingFigures(database);
  }

  @Bean
  Figures upkeepFigures(JdbcClient database) {
    return new UpkeepFigures(database);
  }

  @Bean
  Gauges gauges(List<Figures> figures, MeterRegistry registry) {
    return new Gauges(figures, registry);
  }

  @Bean
  Counting counting(MeterRegistry registry) {
    return new Counting(registry);
  }
}
