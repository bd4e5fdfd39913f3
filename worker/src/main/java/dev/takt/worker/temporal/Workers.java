package dev.takt.worker.temporal;

import dev.takt.workflows.port.BankStatements;
import dev.takt.workflows.port.Clocks;
import dev.takt.workflows.port.GroupMemberNotifier;
import dev.takt.workflows.port.GroupStore;
import dev.takt.workflows.port.Messages;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.port.Reminders;
import dev.takt.workflows.port.Retention;
import dev.takt.workflows.port.Rollouts;
import dev.takt.workflows.port.SubscriptionStore;
import dev.takt.workflows.workflow.BillingGroupWorkflowImpl;
import dev.takt.workflows.workflow.ClaimSteps;
import dev.takt.workflows.workflow.DunningCaseStore;
import dev.takt.workflows.workflow.DunningConsequences;
import dev.takt.workflows.workflow.DunningWorkflowImpl;
import dev.takt.workflows.workflow.MessageWorkflowImpl;
import dev.takt.workflows.workflow.PaymentOperationWorkflowImpl;
import dev.takt.workflows.workflow.PendingPaymentWorkflowImpl;
import dev.takt.workflows.workflow.PriceRolloutWorkflowImpl;
import dev.takt.workflows.workflow.Queues;
import dev.takt.workflows.workflow.RemindersWorkflowImpl;
import dev.takt.workflows.workflow.RetentionWorkflowImpl;
import dev.takt.workflows.workflow.SubscriptionWorkflowImpl;
import dev.takt.workflows.workflow.TestClockWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.PollerBehaviorAutoscaling;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which workflows and activities run in this process, on which task queues, with which options. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerTuning.class)
public class Workers {
  /** All workflows that run here. */
  public static final List<Class<?>> WORKFLOWS =
      List.of(
          SubscriptionWorkflowImpl.class,
          BillingGroupWorkflowImpl.class,
          DunningWorkflowImpl.class,
          TestClockWorkflowImpl.class,
          PaymentOperationWorkflowImpl.class,
          PendingPaymentWorkflowImpl.class,
          PriceRolloutWorkflowImpl.class,
          RetentionWorkflowImpl.class,
          MessageWorkflowImpl.class,
          RemindersWorkflowImpl.class);

  /** The workers, registered but not started: {@link WorkerLifecycle} starts and drains them. */
  @Bean(destroyMethod = "")
  WorkerFactory workerFactory(
      WorkflowClient client,
      List<WorkerInterceptor> interceptors,
      WorkerTuning tuning,
      SubscriptionStore books,
      GroupStore groupBooks,
      GroupMemberNotifier groupNews,
      DunningCaseStore debts,
      DunningConsequences pursuit,
      ClaimSteps claimSteps,
      Payments payments,
      BankStatements bankStatements,
      Clocks clocks,
      Rollouts rollouts,
      Retention retention,
      Messages messages,
      Reminders reminders) {
    var options =
        tuning
            .factory()
            .setWorkerInterceptors(interceptors.toArray(WorkerInterceptor[]::new))
            .build();
    var factory = WorkerFactory.newInstance(client, options);
    var worker = factory.newWorker(Queues.MAIN, tuning.main(options()));
    worker.registerWorkflowImplementationTypes(WORKFLOWS.toArray(Class<?>[]::new));
    // The short notes of test clocks are local activities, so they run where the workflows do.
    worker.registerActivitiesImplementations(books, groupBooks, debts, payments, clocks);
    Object[] errands = {
      groupNews,
      pursuit,
      claimSteps,
      bankStatements,
      clocks,
      rollouts,
      retention,
      messages,
      reminders
    };
    factory
        .newWorker(Queues.ERRANDS, tuning.errands(options()))
        .registerActivitiesImplementations(errands);
    return factory;
  }

  @Bean
  SingletonWorkflows standingWorkflows(WorkflowClient client) {
    return new SingletonWorkflows(client);
  }

  @Bean
  WorkerLifecycle workerLife(WorkerFactory factory) {
    return new WorkerLifecycle(factory);
  }

  @Bean
  RemindersLifecycle remindersLife(WorkflowClient client) {
    return new RemindersLifecycle(client);
  }

  /** The options of the process's workers together. */
  public static WorkerFactoryOptions.Builder factoryOptions(int workflowsKept) {
    return WorkerFactoryOptions.newBuilder()
        .setWorkflowCacheSize(workflowsKept)
        .setUsingVirtualWorkflowThreads(true);
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
