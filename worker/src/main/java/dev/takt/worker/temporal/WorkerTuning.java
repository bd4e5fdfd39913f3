package dev.takt.worker.temporal;

import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator may say about how workers run (docs/operations.md and docs/scaling.md).
 *
 * @param paymentsPerSecond how many calls to gateways all workers together begin in a second
 *     ({@code TAKT_PAYMENTS_PER_SECOND}); null: as many as there are, each handed to the worker
 *     that decided on it
 * @param booksAtOnce how many pieces of work in the database one worker does at once ({@code
 *     TAKT_BOOKS_AT_ONCE}): fewer than the pool has connections, so that what has fallen due while
 *     Takt was down waits its turn here, and not for a connection until it is given up
 * @param chargesAtOnce how many calls to gateways one worker makes at once ({@code
 *     TAKT_CHARGES_AT_ONCE}): what has piled up while a gateway was away does not come down on it
 *     all at once
 * @param workflowsKept how many workflows a worker keeps in memory ({@code TAKT_WORKFLOWS_KEPT}),
 *     as many as a quarter of its heap holds unless told: one that is not among them is read anew,
 *     with all of its history, whenever something happens to it
 * @param deployment the name of the deployment that Temporal knows these workers by ({@code
 *     TAKT_DEPLOYMENT}), where their version is given
 * @param buildId which version of the program this is ({@code TAKT_BUILD_ID}); null: workers are
 *     not versioned
 */
@Validated
@ConfigurationProperties("takt")
public record WorkerTuning(
    @DecimalMin(value = "0.001", message = WorkerTuning.ABOVE_0)
        @DecimalMax(value = "1000000", message = WorkerTuning.ABOVE_0)
        @Nullable Double paymentsPerSecond,
    @Positive(message = WorkerTuning.ABOVE_0) @DefaultValue("24") int booksAtOnce,
    @Positive(message = WorkerTuning.ABOVE_0) @DefaultValue("50") int chargesAtOnce,
    @Positive(message = WorkerTuning.ABOVE_0) @Nullable Integer workflowsKept,
    @DefaultValue("takt") String deployment,
    @Nullable String buildId) {
  private static final String ABOVE_0 = "a number above 0";

  /** Bytes of the heap that a workflow in memory takes, measured (docs/performance.md). */
  private static final int BYTES_OF_A_WORKFLOW = 64 * 1024;

  private static final int KEPT_AT_LEAST = 500;
  private static final int KEPT_AT_MOST = 50_000;

  /** As many workflows as a quarter of the heap holds. */
  static int keptIn(long heap) {
    return Math.clamp(heap / 4 / BYTES_OF_A_WORKFLOW, KEPT_AT_LEAST, KEPT_AT_MOST);
  }

  /** The options of the process's workers together. */
  WorkerFactoryOptions.Builder factory() {
    return Workers.factoryOptions(
        workflowsKept == null ? keptIn(Runtime.getRuntime().maxMemory()) : workflowsKept);
  }

  /**
   * The worker of workflows, of what is done in the database, and of calls to gateways. Where a
   * rate is set, each call asks the queue; else Temporal hands it to the worker that decided on it.
   */
  WorkerOptions main(WorkerOptions options) {
    return payments(
        WorkerOptions.newBuilder(options).setMaxConcurrentLocalActivityExecutionSize(booksAtOnce));
  }

  private WorkerOptions payments(WorkerOptions.Builder builder) {
    builder.setMaxConcurrentActivityExecutionSize(chargesAtOnce);
    if (paymentsPerSecond != null) {
      builder.setMaxTaskQueueActivitiesPerSecond(paymentsPerSecond);
    }
    return versioned(builder);
  }

  /** The worker of all that is not about money. */
  WorkerOptions errands(WorkerOptions options) {
    return versioned(WorkerOptions.newBuilder(options));
  }

  /**
   * Subscriptions live for years, so they go over to the current version at their next step and are
   * never pinned to the one they began in.
   */
  private WorkerOptions versioned(WorkerOptions.Builder builder) {
    if (buildId != null) {
      builder.setDeploymentOptions(
          WorkerDeploymentOptions.newBuilder()
              .setUseVersioning(true)
              .setVersion(new WorkerDeploymentVersion(deployment, buildId))
              .setDefaultVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
              .build());
    }
    return builder.build();
  }
}
