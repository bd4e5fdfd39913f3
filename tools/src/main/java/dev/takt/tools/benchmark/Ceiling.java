package dev.takt.tools.benchmark;

import dev.takt.worker.temporal.Workers;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bare renewals a second the same Temporal service does, with the same worker options.
 * Each has a name of its own, for the ids of its workflows.
 */
final class Ceiling {
  private static final String QUEUE = "takt-benchmark";
  private static final int STARTS_A_SECOND = 30;

  private final WorkflowClient client;
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicLong last = new AtomicLong();

  private final String name;

  Ceiling(WorkflowClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /** Renewals a second, from the instant they are due at to the last one's activity. */
  double measure(int count, boolean local) {
    WorkerFactory factory =
        WorkerFactory.newInstance(client, Workers.factoryOptions(count).build());
    var worker = factory.newWorker(QUEUE, Workers.options());
    worker.registerWorkflowImplementationTypes(BareRenewalImpl.class);
    int activities = local ? 2 : 1;
    worker.registerActivitiesImplementations(new Counting());
    factory.start();
    try {
      Instant due = Instant.now().plusSeconds(5 + count / STARTS_A_SECOND);
      start(count, due, local);
      if (Instant.now().isAfter(due)) {
        throw new IllegalStateException("starting took longer than was thought");
      }
      Ticker.sleepUntil(due);
      Ticker.await("bare renewals", Duration.ofMillis(50), () -> done.get() >= count * activities);
      return count / ((last.get() - due.toEpochMilli()) / 1000.0);
    } finally {
      factory.shutdown();
      factory.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  /** Counts, and does nothing else. */
  private final class Counting implements Nothing {
    @Override
    public void nothing() {
      last.set(System.currentTimeMillis());
      done.incrementAndGet();
    }
  }

  private void start(int count, Instant due, boolean local) {
    Cohort.inParallel(count, number -> start("bare/" + name + "/" + number, due, local));
  }

  private String start(String workflowId, Instant due, boolean local) {
    BareRenewal renewal =
        client.newWorkflowStub(
            BareRenewal.class,
            WorkflowOptions.newBuilder().setTaskQueue(QUEUE).setWorkflowId(workflowId).build());
    WorkflowClient.start(renewal::renew, due, local);
    return workflowId;
  }
}
