package dev.takt.worker.adoption;

import dev.takt.activities.due.DueWork;
import dev.takt.worker.embedded.TemporalService;
import dev.takt.worker.settings.Settings;
import dev.takt.worker.settings.Stopping;
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
      NamespaceBinding home,
      WorkflowClient client,
      JdbcClient jdbc,
      DataSource database,
      List<SingletonWorkflow> standing,
      Stopping stopping,
      PrintStream out) {
    var turn = new RecoveryLease(database);
    return new Readoption(
        settings,
        temporal,
        home,
        new MissingWorkflows(jdbc),
        client,
        turn,
        standing,
        stopping,
        out);
  }

  @Bean
  OverdueWorkflowReconciler rouser(DueWork work, WorkflowClient client, DataSource database) {
    return new OverdueWorkflowReconciler(work, client, new RecoveryLease(database));
  }

  @Bean
  NamespaceBindingWatch homeWatch(NamespaceBinding home, Readoption readoption) {
    return new NamespaceBindingWatch(home, readoption);
  }
}
