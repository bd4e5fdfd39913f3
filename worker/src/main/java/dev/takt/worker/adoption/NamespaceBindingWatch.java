package dev.takt.worker.adoption;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that Temporal has lost its memory while Takt runs, and lets everything that lives have
 * its workflow again. Nobody would be billed until somebody restarted a worker otherwise; meanwhile
 * {@code GET /health} says that workflows are down.
 */
final class NamespaceBindingWatch extends PeriodicTask {
  private static final Logger LOG = LoggerFactory.getLogger(NamespaceBindingWatch.class);

  private final NamespaceBinding home;
  private final Readoption readoption;
  private boolean lost;

  NamespaceBindingWatch(NamespaceBinding home, Readoption readoption) {
    super("watch over Temporal's memory", Duration.ofSeconds(5));
    this.home = home;
    this.readoption = readoption;
  }

  @Override
  protected void look() {
    boolean isLost = !home.isHere();
    if (isLost && !lost) {
      LOG.warn("Temporal has lost its workflows: all that lives is to have them again");
    }
    lost = isLost;
    if (isLost && readoption.again()) {
      LOG.warn("All that lives has its workflow again");
    }
  }
}
