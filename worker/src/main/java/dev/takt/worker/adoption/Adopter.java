package dev.takt.worker.adoption;

import dev.takt.workflows.workflow.BillingGroupWorkflow;
import dev.takt.workflows.workflow.DunningWorkflow;
import dev.takt.workflows.workflow.PaymentOperationWorkflow;
import dev.takt.workflows.workflow.PendingPaymentWorkflow;
import dev.takt.workflows.workflow.PriceRolloutWorkflow;
import dev.takt.workflows.workflow.Queues;
import dev.takt.workflows.workflow.SubscriptionSearchAttributes;
import dev.takt.workflows.workflow.SubscriptionWorkflow;
import dev.takt.workflows.workflow.TestClockWorkflow;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Starts workflows, a few at a time, and keeps the first failure. */
final class Adopter implements AutoCloseable {
  private static final int AT_ONCE = 16;

  private final WorkflowClient client;
  private final WorkflowIdConflictPolicy conflictPolicy;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  Adopter(WorkflowClient client, WorkflowIdConflictPolicy conflictPolicy) {
    this.client = client;
    this.conflictPolicy = conflictPolicy;
  }

  /** Starts its workflow as soon as there is a place; rethrows what went wrong before. */
  void adopt(MissingWorkflows.Subject subject) {
    rethrow();
    places.acquireUninterruptibly();
    threads.execute(
        () -> {
          try {
            start(subject);
          } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
          } finally {
            places.release();
          }
        });
  }

  /** Waits until all are started. */
  void awaitAll() {
    places.acquireUninterruptibly(AT_ONCE);
    places.release(AT_ONCE);
    rethrow();
  }

  @Override
  public void close() {
    threads.close();
  }

  private void start(MissingWorkflows.Subject subject) {
    try {
      switch (subject) {
        case MissingWorkflows.LivingSubscription(_, var life) -> {
          var options = options(life.subscription().identity().workflowId());
          WorkflowClient.start(
              client.newWorkflowStub(SubscriptionWorkflow.class, options)::live, life);
        }
        case MissingWorkflows.LivingGroup(_, var life) -> {
          var options =
              options(life.group().identity().workflowId()).toBuilder()
                  .setTypedSearchAttributes(SubscriptionSearchAttributes.of(life.group()))
                  .build();
          WorkflowClient.start(
              client.newWorkflowStub(BillingGroupWorkflow.class, options)::live, life);
        }
        case MissingWorkflows.AdvancingClock(_, var clock) -> {
          var options = options("clock/" + merchant(clock.tenant()) + "/" + clock.clockId());
          WorkflowClient.start(
              client.newWorkflowStub(TestClockWorkflow.class, options)::live, clock);
        }
        case MissingWorkflows.OpenDebt(_, var debt) -> {
          var options = options(debt.workflowId());
          WorkflowClient.start(
              client.newWorkflowStub(DunningWorkflow.class, options)::pursue, debt);
        }
        case MissingWorkflows.UnansweredTry(_, var retry) -> {
          String id = retry.workflowId(merchant(retry.tenant()));
          WorkflowClient.start(
              client.newWorkflowStub(PaymentOperationWorkflow.class, options(id))::run, retry);
        }
        case MissingWorkflows.UndecidedPayment(_, var waiting) -> {
          var options = options(waiting.workflowId());
          WorkflowClient.start(
              client.newWorkflowStub(PendingPaymentWorkflow.class, options)::follow, waiting);
        }
        case MissingWorkflows.UnsentRefund(_, var refund) -> {
          String id = refund.workflowId(merchant(refund.tenant()));
          WorkflowClient.start(
              client.newWorkflowStub(PaymentOperationWorkflow.class, options(id))::run, refund);
        }
        case MissingWorkflows.SpreadingPrice(String id, var rollout) -> {
          var options = options(PriceRolloutWorkflow.id(merchant(rollout.tenant()), id));
          WorkflowClient.start(
              client.newWorkflowStub(PriceRolloutWorkflow.class, options)::run, rollout);
        }
      }
    } catch (WorkflowExecutionAlreadyStarted _) {
      // Another worker was a moment faster: it has its workflow.
    }
  }

  private static String merchant(String tenant) {
    return tenant.substring(0, tenant.indexOf('/'));
  }

  private WorkflowOptions options(String workflowId) {
    return WorkflowOptions.newBuilder()
        .setTaskQueue(Queues.MAIN)
        .setWorkflowId(workflowId)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
        .setWorkflowIdConflictPolicy(conflictPolicy)
        .build();
  }

  private void rethrow() {
    var first = failure.get();
    if (first instanceof CompletionException wrapped
        && wrapped.getCause() instanceof RuntimeException cause) {
      throw cause;
    }
    if (first != null) {
      throw first;
    }
  }
}
