package dev.takt.worker.temporal;

import dev.takt.worker.CannotStart;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import org.jspecify.annotations.Nullable;

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
public record WorkerTuning(
    @Nullable Double paymentsPerSecond,
    int booksAtOnce,
    int chargesAtOnce,
    int workflowsKept,
    String deployment,
    @Nullable String buildId) {
  private static final int BOOKS_AT_ONCE = 24;
  private static final int CHARGES_AT_ONCE = 50;

  /** Bytes of the heap that a workflow in memory takes, measured (docs/performance.md). */
  private static final int BYTES_OF_A_WORKFLOW = 64 * 1024;

  private static final int KEPT_AT_LEAST = 500;
  private static final int KEPT_AT_MOST = 50_000;

  /**
   * Reads the settings.
   *
   * @param setting the value of a setting by its name, or null
   * @throws CannotStart if one makes no sense
   */
  static WorkerTuning of(Settings setting) {
    String rate = setting.named("takt.payments-per-second");
    String books = setting.named("takt.books-at-once");
    String charges = setting.named("takt.charges-at-once");
    String kept = setting.named("takt.workflows-kept");
    String deployment = setting.named("takt.deployment");
    return new WorkerTuning(
        rate == null ? null : number("TAKT_PAYMENTS_PER_SECOND", rate, 0.001),
        books == null ? BOOKS_AT_ONCE : (int) number("TAKT_BOOKS_AT_ONCE", books, 1),
        charges == null ? CHARGES_AT_ONCE : (int) number("TAKT_CHARGES_AT_ONCE", charges, 1),
        kept == null
            ? keptIn(Runtime.getRuntime().maxMemory())
            : (int) number("TAKT_WORKFLOWS_KEPT", kept, 1),
        deployment == null ? "takt" : deployment,
        setting.named("takt.build-id"));
  }

  /** As many workflows as a quarter of the heap holds. */
  static int keptIn(long heap) {
    return Math.clamp(heap / 4 / BYTES_OF_A_WORKFLOW, KEPT_AT_LEAST, KEPT_AT_MOST);
  }

  /** The options of the process's workers together. */
  WorkerFactoryOptions.Builder factory() {
    return Workers.factoryOptions(workflowsKept);
  }

  /** Where settings come from. */
  @FunctionalInterface
  interface Settings {
    @Nullable String named(String name);
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

  private static double number(String name, String text, double least) {
    try {
      double value = Double.parseDouble(text.strip());
      if (value >= least && value <= 1_000_000) {
        return value;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new CannotStart(name + " is \"" + text + "\"; it must be a number above 0.");
  }
}
