package dev.takt.worker.temporal;

import dev.takt.workflows.port.Books;
import dev.takt.workflows.port.Clocks;
import dev.takt.workflows.port.Messages;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.port.Rollouts;
import dev.takt.workflows.workflow.DebtBooks;
import dev.takt.workflows.workflow.DunningWorkflowImpl;
import dev.takt.workflows.workflow.MoneyWorkflowImpl;
import dev.takt.workflows.workflow.PriceRolloutWorkflowImpl;
import dev.takt.workflows.workflow.Pursuit;
import dev.takt.workflows.workflow.Queues;
import dev.takt.workflows.workflow.SubscriptionWorkflowImpl;
import dev.takt.workflows.workflow.TestClockWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.PollerBehaviorAutoscaling;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which workflows and activities run in this process, on which task queues, with which options. */
@Configuration(proxyBeanMethods = false)
public class Workers {
  /** All workflows that run here. */
  public static final List<Class<?>> WORKFLOWS =
      List.of(
          SubscriptionWorkflowImpl.class,
          DunningWorkflowImpl.class,
          TestClockWorkflowImpl.class,
          MoneyWorkflowImpl.class,
          PriceRolloutWorkflowImpl.class);

  /** The workers, registered but not started: {@link WorkerLife} starts and drains them. */
  @Bean(destroyMethod = "")
  WorkerFactory workerFactory(
      WorkflowClient client,
      Books books,
      DebtBooks debts,
      Payments payments,
      Messages messages,
      Pursuit pursuit,
      Clocks clocks,
      Rollouts rollouts) {
    var factory = WorkerFactory.newInstance(client, factoryOptions());
    var worker = factory.newWorker(Queues.MAIN, options());
    worker.registerWorkflowImplementationTypes(WORKFLOWS.toArray(Class<?>[]::new));
    worker.registerActivitiesImplementations(
        books, debts, payments, messages, pursuit, clocks, rollouts);
    factory.newWorker(Queues.PAYMENTS, options()).registerActivitiesImplementations(payments);
    return factory;
  }

  @Bean
  WorkerLife workerLife(WorkerFactory factory) {
    return new WorkerLife(factory);
  }

  /** The options of the process's workers together. */
  public static WorkerFactoryOptions factoryOptions() {
    return WorkerFactoryOptions.newBuilder()
        // A workflow that is not in the cache replays its history at every event.
        .setWorkflowCacheSize(5000)
        .setUsingVirtualWorkflowThreads(true)
        .build();
  }

  /** The options of each worker. */
  public static WorkerOptions options() {
    return WorkerOptions.newBuilder()
        .setUsingVirtualThreads(true)
        // The default of 5 s gives a storm of time-outs when many are due at once.
        .setStickyQueueScheduleToStartTimeout(Duration.ofSeconds(60))
        // In ms. The default of 1 s takes the loading of classes on a busy machine for a deadlock.
        .setDefaultDeadlockDetectionTimeout(10_000)
        .setWorkflowTaskPollersBehavior(new PollerBehaviorAutoscaling(5, 50, 5))
        .setActivityTaskPollersBehavior(new PollerBehaviorAutoscaling(5, 50, 5))
        .build();
  }
}
