package dev.takt.worker.adoption;

import dev.takt.worker.embedded.TemporalService;
import dev.takt.worker.settings.CannotStart;
import dev.takt.worker.settings.Settings;
import dev.takt.worker.settings.Stopping;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.springframework.context.SmartLifecycle;

/**
 * Gives every living subscription and group, every open debt, every try to charge without an
 * outcome and every advancing test clock a workflow, when Temporal is not the one that they lived
 * in: it keeps nothing, was set up anew, or another was used in between. The rows know everything
 * that a workflow must know, so this is also the recovery after a disaster.
 *
 * <p>It runs between the start of the workers and the opening of the web server, so that nobody
 * meets a subscription without a workflow.
 */
public final class Readoption implements SmartLifecycle {
  private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3072;
  private static final int PAGE = 500;

  private final Settings settings;
  private final TemporalService temporal;
  private final NamespaceBinding home;
  private final MissingWorkflows orphans;
  private final WorkflowClient client;
  private final RecoveryLease turn;
  private final List<SingletonWorkflow> standing;
  private final Stopping stopping;
  private final PrintStream out;
  private volatile boolean running;

  public Readoption(
      Settings settings,
      TemporalService temporal,
      NamespaceBinding home,
      MissingWorkflows orphans,
      WorkflowClient client,
      RecoveryLease turn,
      List<SingletonWorkflow> standing,
      Stopping stopping,
      PrintStream out) {
    this.settings = settings;
    this.temporal = temporal;
    this.home = home;
    this.orphans = orphans;
    this.client = client;
    this.turn = turn;
    this.standing = standing;
    this.stopping = stopping;
    this.out = out;
  }

  @Override
  public void start() {
    if (settings.adoptAgain()) {
      adopt(home.here(), conflictPolicy());
    }
    while (!stopping.isAsked() && !home.isRemembered(home.here()) && !alone(conflictPolicy())) {
      // Another worker is at it: what lives has its workflows when it has ended.
      pause();
    }
    running = true;
  }

  /**
   * Does the same while Takt runs, when Temporal has lost its memory meanwhile: one of all workers
   * does it, and the others go on with their work. What runs stays: a request may have started it a
   * moment ago.
   *
   * @return whether it was done here
   */
  boolean again() {
    temporal.prepare();
    boolean done =
        alone(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            && home.isRemembered(home.here());
    if (done) {
      standing.forEach(SingletonWorkflow::begin);
    }
    return done;
  }

  /** Whether nobody else is at it: adopts, unless somebody else just has. */
  private boolean alone(WorkflowIdConflictPolicy conflictPolicy) {
    return turn.take(
        () -> {
          String here = home.here();
          if (!home.isRemembered(here)) {
            adopt(here, conflictPolicy);
          }
        });
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted", e);
    }
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  private void adopt(String here, WorkflowIdConflictPolicy conflictPolicy) {
    try (var adopter = new Adopter(client, conflictPolicy)) {
      var progress = new AdoptionProgress(orphans.count(), out);
      adoptAll(adopter, progress, orphans::subscriptionsAfter);
      adoptAll(adopter, progress, orphans::groupsAfter);
      adoptAll(adopter, progress, orphans::debtsAfter);
      adoptAll(adopter, progress, orphans::triesAfter);
      adoptAll(adopter, progress, orphans::paymentsAfter);
      adoptAll(adopter, progress, orphans::refundsAfter);
      adopter.awaitAll();
      // These ask the others.
      orphans.clocks().forEach(adopter::adopt);
      orphans.prices().forEach(adopter::adopt);
      adopter.awaitAll();
      progress.finish();
    } catch (StatusRuntimeException e) {
      throw new CannotStart(
          "Temporal does not take the workflows of living subscriptions ("
              + e.getStatus().getCode()
              + "); start Takt again, it goes on.",
          e);
    }
    if (!stopping.isAsked()) {
      home.remember(here);
    }
  }

  private void adoptAll(
      Adopter adopter,
      AdoptionProgress progress,
      BiFunction<String, Integer, List<MissingWorkflows.Subject>> subjectsAfter) {
    String last = "";
    List<MissingWorkflows.Subject> page;
    do {
      page = subjectsAfter.apply(last, PAGE);
      page.forEach(adopter::adopt);
      progress.add(page.size());
      last = page.isEmpty() ? last : page.getLast().id();
    } while (!page.isEmpty() && !stopping.isAsked());
  }

  /**
   * In a Temporal of its own a workflow that is there may be one from before another Temporal was
   * used, and have slept through what happened since: it is replaced. In a shared one it is another
   * Takt's work, a moment ago: it stays.
   */
  private WorkflowIdConflictPolicy conflictPolicy() {
    return temporal.isShared()
        ? WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING
        : WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_TERMINATE_EXISTING;
  }
}
