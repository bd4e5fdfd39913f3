package dev.takt.activities.clocks;

import dev.takt.workflows.workflow.SubscriptionWorkflow;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells workflows the time, many at once, and waits until each has done what was due. */
@Component
public class WorkflowUpdates {
  /** The type of the failure that says that a workflow is not there. */
  static final String GONE = "gone";

  private static final int AT_ONCE = 32;
  private static final int TRIES = 20;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

  private final WorkflowClient workflows;

  WorkflowUpdates(WorkflowClient workflows) {
    this.workflows = workflows;
  }

  /**
   * Ticks all.
   *
   * @param meanwhile called every few seconds while it takes time
   * @throws ApplicationFailure naming what could not be ticked; the others were
   */
  public void all(List<TestClockParticipant.Due> all, Instant now, Runnable meanwhile) {
    each(all, due -> update(due, "tick", now), meanwhile);
  }

  /**
   * Has subscriptions take in what the books say of them. One that has no workflow will begin with
   * what the books say when it is given one.
   *
   * @param now the test clock's time, or null in live time
   * @param meanwhile called every few seconds while it takes time
   */
  public void catchUp(
      List<TestClockParticipant.Due> all, @Nullable Instant now, Runnable meanwhile) {
    each(
        all,
        due -> {
          try {
            update(due, "catchUp", now);
          } catch (ApplicationFailure gone) {
            if (!(gone.getCause() instanceof WorkflowNotFoundException)) {
              throw gone;
            }
          }
        },
        meanwhile);
  }

  private static void each(
      List<TestClockParticipant.Due> all,
      Consumer<TestClockParticipant.Due> call,
      Runnable meanwhile) {
    var turns = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ticks = new ArrayList<Future<?>>();
      for (TestClockParticipant.Due due : all) {
        ticks.add(threads.submit(() -> inTurn(turns, due, call)));
      }
      RuntimeException first = null;
      for (Future<?> tick : ticks) {
        RuntimeException failure = await(tick, meanwhile);
        first = first == null ? failure : first;
      }
      if (first != null) {
        throw first;
      }
    }
  }

  private static @Nullable RuntimeException await(Future<?> tick, Runnable meanwhile) {
    while (true) {
      try {
        tick.get(5, TimeUnit.SECONDS);
        meanwhile.run();
        return null;
      } catch (TimeoutException stillRunning) {
        meanwhile.run();
      } catch (ExecutionException failed) {
        return failed.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(failed);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("stopped while ticking", stopped);
      }
    }
  }

  private static void inTurn(
      Semaphore turns, TestClockParticipant.Due due, Consumer<TestClockParticipant.Due> call) {
    turns.acquireUninterruptibly();
    try {
      call.accept(due);
    } finally {
      turns.release();
    }
  }

  private void update(TestClockParticipant.Due due, String update, @Nullable Instant now) {
    for (int tried = 1; ; tried++) {
      try {
        workflows
            .newUntypedWorkflowStub(due.workflowId())
            .update(update, SubscriptionWorkflow.Reply.class, now);
        return;
      } catch (WorkflowUpdateException refused) {
        throw failure(due, "refused to " + update, refused);
      } catch (WorkflowNotFoundException gone) {
        if (tried == TRIES) {
          throw ApplicationFailure.newNonRetryableFailureWithCause(
              due.subject() + " has no workflow.", GONE, gone);
        }
      } catch (WorkflowException | StatusRuntimeException away) {
        if (tried == TRIES || !isTransient(away)) {
          throw away;
        }
      }
      pause();
    }
  }

  /** Whether it may work in a moment: between two runs, or while the service is away. */
  private static boolean isTransient(RuntimeException away) {
    Throwable cause = away instanceof StatusRuntimeException ? away : away.getCause();
    return cause instanceof StatusRuntimeException status
        && List.of(
                Status.Code.UNAVAILABLE,
                // A worker could not do the workflow's first step; it is tried again.
                Status.Code.FAILED_PRECONDITION,
                Status.Code.NOT_FOUND,
                Status.Code.ABORTED,
                Status.Code.RESOURCE_EXHAUSTED,
                Status.Code.DEADLINE_EXCEEDED)
            .contains(status.getStatus().getCode());
  }

  private static ApplicationFailure failure(
      TestClockParticipant.Due due, String what, Throwable cause) {
    return ApplicationFailure.newNonRetryableFailureWithCause(
        due.subject() + " " + what + ".", "stuck", cause);
  }

  /** Has subscriptions or groups look into the books. One that is not there is not waited for. */
  public void wake(List<TestClockParticipant.Due> all) {
    for (TestClockParticipant.Due due : all) {
      try {
        workflows.newUntypedWorkflowStub(due.workflowId()).signal("wake");
      } catch (WorkflowNotFoundException gone) {
        // Whoever ticks it next says so.
      }
    }
  }

  /** Ends a workflow that has nothing to live on any more. A repeat changes nothing. */
  public void terminate(String workflowId) {
    try {
      workflows.newUntypedWorkflowStub(workflowId).terminate("its test clock was removed");
    } catch (WorkflowNotFoundException gone) {
      // It has completed, or was terminated by an earlier try: that is what was wanted.
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_TRIES);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while ticking", stopped);
    }
  }
}
