package dev.takt.worker.adoption;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Notices that Temporal has lost its memory while Takt runs, and lets everything that lives have
 * its workflow again. Nobody would be billed until somebody restarted a worker otherwise; meanwhile
 * {@code GET /health} says that workflows are down.
 */
final class HomeWatch implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(HomeWatch.class);

  // After adoption at the start, and what begins after that.
  private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 2900;
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private final Home home;
  private final Readoption readoption;
  private volatile @Nullable ScheduledExecutorService watch;
  private boolean lost;
  private boolean failing;

  HomeWatch(Home home, Readoption readoption) {
    this.home = home;
    this.readoption = readoption;
  }

  @Override
  public void start() {
    var begun =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("home watch").factory());
    begun.scheduleWithFixedDelay(
        this::look, BETWEEN.toMillis(), BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
    watch = begun;
  }

  private void look() {
    try {
      boolean isLost = !home.isHere();
      if (isLost && !lost) {
        LOG.warn("Temporal has lost its workflows: all that lives is to have them again");
      }
      lost = isLost;
      if (isLost && readoption.again()) {
        LOG.warn("All that lives has its workflow again");
      }
      failing = false;
    } catch (RuntimeException e) {
      // Not to be thrown: it would never look again. Said once; health says it as long as it lasts.
      if (!failing) {
        LOG.warn("It cannot be seen to that workflows live in Temporal: {}", e.toString());
      }
      failing = true;
    }
  }

  @Override
  public void stop() {
    ScheduledExecutorService was = watch;
    watch = null;
    if (was != null) {
      was.shutdownNow();
    }
  }

  @Override
  public boolean isRunning() {
    return watch != null;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
