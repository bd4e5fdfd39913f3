package dev.takt.worker.adoption;

import dev.takt.worker.Settings;
import dev.takt.worker.Stopping;
import dev.takt.worker.service.TemporalService;
import io.temporal.client.WorkflowClient;
import java.io.PrintStream;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts re-adoption together. */
@Configuration(proxyBeanMethods = false)
public class Adoption {

  @Bean
  Readoption readoption(
      Settings settings,
      TemporalService temporal,
      Home home,
      WorkflowClient client,
      JdbcClient jdbc,
      DataSource database,
      List<Standing> standing,
      Stopping stopping,
      PrintStream out) {
    var turn = new AdoptionTurn(database);
    return new Readoption(
        settings, temporal, home, new Orphans(jdbc), client, turn, standing, stopping, out);
  }

  @Bean
  Rouser rouser(JdbcClient jdbc, WorkflowClient client, DataSource database) {
    return new Rouser(jdbc, client, new AdoptionTurn(database));
  }

  @Bean
  HomeWatch homeWatch(Home home, Readoption readoption) {
    return new HomeWatch(home, readoption);
  }
}
