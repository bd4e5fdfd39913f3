package dev.takt.worker.adoption;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks after something every now and then, as long as Takt runs: after adoption at the start. */
public abstract class PeriodicTask implements SmartLifecycle {
  private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 2900;

  private final Logger log = LoggerFactory.getLogger(getClass());
  private final String name;
  private final Duration between;
  private volatile @Nullable ScheduledExecutorService rounds;
  private boolean failing;

  protected PeriodicTask(String name, Duration between) {
    this.name = name;
    this.between = between;
  }

  /** One round. */
  protected abstract void look();

  @Override
  public final void start() {
    var begun = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name(name).factory());
    begun.scheduleWithFixedDelay(
        this::lookCarefully, between.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
    rounds = begun;
  }

  private void lookCarefully() {
    try {
      look();
      failing = false;
    } catch (RuntimeException e) {
      // Not to be thrown: it would never look again. Said once; health says it as long as it lasts.
      if (!failing) {
        log.warn("The {} cannot look: {}", name, e.toString());
      }
      failing = true;
    }
  }

  @Override
  public final void stop() {
    ScheduledExecutorService was = rounds;
    rounds = null;
    if (was != null) {
      was.shutdownNow();
    }
  }

  @Override
  public final boolean isRunning() {
    return rounds != null;
  }

  @Override
  public final int getPhase() {
    return PHASE;
  }
}
