package dev.takt.api.workflow;

import dev.takt.api.web.Problem;
import dev.takt.workflows.group.GroupCommand;
import dev.takt.workflows.group.GroupIdentity;
import dev.takt.workflows.port.Messages;
import dev.takt.workflows.port.Rollouts;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.workflow.BillingGroupWorkflow;
import dev.takt.workflows.workflow.DunningCaseStore;
import dev.takt.workflows.workflow.MessageWorkflow;
import dev.takt.workflows.workflow.PaymentOperationWorkflow;
import dev.takt.workflows.workflow.PriceRolloutWorkflow;
import dev.takt.workflows.workflow.Queues;
import dev.takt.workflows.workflow.SubscriptionWorkflow;
import dev.takt.workflows.workflow.TestClockWorkflow;
import io.opentelemetry.context.Context;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Asks workflows. An update waits for a living worker for as long as it takes; a request does not:
 * after {@code takt.api.patience} it answers 503. What was asked may still happen then; the same
 * Idempotency-Key finds it.
 */
@Component
@EnableConfigurationProperties(WorkflowSettings.class)
public class Workflows implements DisposableBean {
  private final WorkflowClient client;
  private final Duration patience;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Workflows(WorkflowClient client, WorkflowSettings settings) {
    this.client = client;
    this.patience = settings.patience();
  }

  /**
   * Starts a subscription's workflow, or finds it, and waits until the sign-up is in the books and
   * what is due at once is done.
   */
  public void signUp(SubscriptionWorkflow.Life life) {
    Identity identity = life.subscription().identity();
    granted(
        ask(
            () -> {
              SubscriptionWorkflow workflow =
                  client.newWorkflowStub(
                      SubscriptionWorkflow.class, toStart(identity.workflowId()));
              return WorkflowClient.executeUpdateWithStart(
                  workflow::signUp,
                  UpdateOptions.newBuilder(SubscriptionWorkflow.Reply.class).build(),
                  new WithStartWorkflowOperation<>(workflow::live, life));
            }));
  }

  /**
   * Asks a subscription for a change.
   *
   * @throws dev.takt.api.web.Problem when it is refused
   */
  public void apply(Identity identity, Command command) {
    granted(
        ask(
            () -> {
              WorkflowStub workflow = client.newUntypedWorkflowStub(identity.workflowId());
              return workflow
                  .startUpdate(
                      UpdateOptions.newBuilder(SubscriptionWorkflow.Reply.class)
                          .setUpdateName("apply")
                          .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                          .build(),
                      command)
                  .getResult();
            }));
  }

  /**
   * Starts a group's workflow, or finds it, and waits until the group is in the books and its
   * members know.
   *
   * @throws dev.takt.api.web.Problem when it is refused
   */
  public void form(BillingGroupWorkflow.Life life) {
    granted(
        ask(
            () -> {
              BillingGroupWorkflow workflow =
                  client.newWorkflowStub(
                      BillingGroupWorkflow.class, toStart(life.group().identity().workflowId()));
              return WorkflowClient.executeUpdateWithStart(
                  workflow::form,
                  UpdateOptions.newBuilder(SubscriptionWorkflow.Reply.class).build(),
                  new WithStartWorkflowOperation<>(workflow::live, life));
            }));
  }

  /**
   * Asks a group for a change.
   *
   * @throws dev.takt.api.web.Problem when it is refused
   */
  public void apply(GroupIdentity identity, GroupCommand command) {
    granted(
        ask(
            () ->
                client
                    .newUntypedWorkflowStub(identity.workflowId())
                    .update("apply", SubscriptionWorkflow.Reply.class, command)));
  }

  /**
   * Asks something of the workflow of a debt, and waits until what follows is done.
   *
   * @throws dev.takt.api.web.Problem when it is refused
   */
  public void ask(String workflowId, DunningCaseStore.Wish wish, @Nullable Instant testNow) {
    granted(
        ask(
            () ->
                client
                    .newUntypedWorkflowStub(workflowId)
                    .startUpdate(
                        UpdateOptions.newBuilder(SubscriptionWorkflow.Reply.class)
                            .setUpdateName("ask")
                            .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                            .build(),
                        wish,
                        testNow)
                    .getResult()));
  }

  /** Tells a subscription something that it must not refuse; it needs no living worker. */
  public void signal(Identity identity, String name, Object argument) {
    ask(
        () -> {
          client.newUntypedWorkflowStub(identity.workflowId()).signal(name, argument);
          return true;
        });
  }

  /**
   * Has an errand about money carried out and waits for it.
   *
   * @param id says what it is for; two of the same id at once are one
   */
  public void carryOut(String id, PaymentOperationWorkflow.Errand errand) {
    carryOut(id, errand, patience);
  }

  /** The same with another patience, where it may take long. */
  public void carryOut(String id, PaymentOperationWorkflow.Errand errand, Duration longest) {
    Optional<Refusal> refusal =
        ask(
            longest,
            () ->
                Optional.ofNullable(
                    client
                        .newWorkflowStub(PaymentOperationWorkflow.class, toStart(id))
                        .run(errand)));
    refusal.ifPresent(
        refused -> {
          throw Problem.of(refused).asException();
        });
  }

  /** Has a message sent, as soon as its carrier takes it; one of the same key is one. */
  public void send(String merchantId, Messages.Message message) {
    String id = MessageWorkflow.id(merchantId, message.key());
    ask(
        () ->
            WorkflowClient.start(
                client.newWorkflowStub(MessageWorkflow.class, toStart(id))::run, message));
  }

  /** Begins to take a plan's price round; one that is on its way goes on. */
  public void takeRound(String merchantId, Rollouts.Rollout rollout) {
    String id = PriceRolloutWorkflow.id(merchantId, rollout.planPriceId());
    ask(
        () ->
            WorkflowClient.start(
                client.newWorkflowStub(PriceRolloutWorkflow.class, toStart(id))::run, rollout));
  }

  /** Begins to advance a test clock. */
  public void advance(String merchantId, TestClockWorkflow.Clock clock, Instant to) {
    ask(
        () -> {
          TestClockWorkflow workflow = clock(merchantId, clock);
          WorkflowClient.executeUpdateWithStart(
              workflow::advance,
              to,
              UpdateOptions.newBuilder(Void.class).build(),
              new WithStartWorkflowOperation<>(workflow::live, clock));
          return true;
        });
  }

  /** Removes a test clock with all that lives on it, and waits until it is gone. */
  public void remove(String merchantId, TestClockWorkflow.Clock clock) {
    ask(
        () -> {
          TestClockWorkflow workflow = clock(merchantId, clock);
          WorkflowClient.executeUpdateWithStart(
              workflow::remove,
              UpdateOptions.newBuilder(Void.class).build(),
              new WithStartWorkflowOperation<>(workflow::live, clock));
          WorkflowStub.fromTyped(workflow).getResult(Void.class);
          return true;
        });
  }

  private TestClockWorkflow clock(String merchantId, TestClockWorkflow.Clock clock) {
    return client.newWorkflowStub(
        TestClockWorkflow.class, toStart("clock/" + merchantId + "/" + clock.clockId()));
  }

  private WorkflowOptions toStart(String id) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(id)
        .setTaskQueue(Queues.MAIN)
        .setWorkflowIdConflictPolicy(
            WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
        .build();
  }

  private static void granted(SubscriptionWorkflow.Reply reply) {
    Refusal refusal = reply.refusal();
    if (refusal != null) {
      throw Problem.of(refusal).asException();
    }
  }

  private <T> T ask(Callable<T> question) {
    return ask(patience, question);
  }

  private <T> T ask(Duration longest, Callable<T> question) {
    // In the trace that the request is in, if it is traced.
    Future<T> answer = threads.submit(Context.current().wrap(question));
    try {
      return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      answer.cancel(true);
      throw Problem.unavailable("the workflow did not answer in time; try again").asException();
    } catch (InterruptedException stopped) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw Problem.unavailable("the service stops; try again").asException();
    } catch (ExecutionException failed) {
      throw failure(Objects.requireNonNullElse(failed.getCause(), failed));
    }
  }

  static RuntimeException failure(Throwable thrown) {
    if (thrown instanceof WorkflowNotFoundException) {
      return new WorkflowGone(thrown);
    }
    if (thrown instanceof WorkflowUpdateException failed
        && failed.getCause() instanceof ApplicationFailure why) {
      return failure(failed, why);
    }
    return thrown instanceof RuntimeException known ? known : new IllegalStateException(thrown);
  }

  private static RuntimeException failure(WorkflowUpdateException failed, ApplicationFailure why) {
    return switch (why.getType()) {
      // By Temporal itself: it was ended, or its worker left this out, before it has answered.
      case "AcceptedUpdateCompletedWorkflow", "UnprocessedUpdate" ->
          Problem.unavailable("the workflow was stopped before it answered; try again")
              .asException();
      default -> failed;
    };
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
