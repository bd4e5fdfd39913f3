package dev.takt.worker.temporal;

import io.temporal.worker.WorkerFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the workers before the web server, and when Takt stops lets them finish what they have in
 * hand after the web server is closed and before the database pool is.
 */
final class WorkerLifecycle implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerLifecycle.class);
  // Below the web server's, which is at most 2048 under the top.
  static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;
  private static final long SECONDS_TO_FINISH = 10;

  private final WorkerFactory factory;
  private volatile boolean running;

  WorkerLifecycle(WorkerFactory factory) {
    this.factory = factory;
  }

  @Override
  public void start() {
    factory.start();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    factory.shutdown();
    factory.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS);
    if (!factory.isTerminated()) {
      LOG.warn("Workers did not finish within {} s; Temporal repeats it", SECONDS_TO_FINISH);
      factory.shutdownNow();
      factory.awaitTermination(2, TimeUnit.SECONDS);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
