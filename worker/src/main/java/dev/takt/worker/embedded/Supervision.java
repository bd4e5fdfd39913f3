package dev.takt.worker.embedded;

import dev.takt.worker.settings.CannotStart;
import dev.takt.worker.settings.Stopping;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a child of Takt again that ended although nobody stopped it: at most so often in a while,
 * since what ends again and again needs somebody who looks at it.
 */
final class Supervision {
  private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);

  /** When a whole machine goes down, children may end a little before Takt is asked to. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final String what;
  private final Supplier<ProcessHandle> start;
  private final Stopping stopping;
  private final Limit limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Long> starts = new ArrayDeque<>();
  private boolean over;

  /** How often it is started again. */
  record Limit(int times, Duration within) {
    static final Limit USUAL = new Limit(5, Duration.ofMinutes(10));
  }

  /**
   * @param what for people, such as "The embedded PostgreSQL"
   * @param start starts it again, and answers when it is up; may throw {@link CannotStart}
   */
  Supervision(String what, Supplier<ProcessHandle> start, Stopping stopping, Limit limit) {
    this.what = what;
    this.start = start;
    this.stopping = stopping;
    this.limit = limit;
  }

  /** From now on it is started again when this process ends. */
  void watch(ProcessHandle child) {
    child
        .onExit()
        .thenAcceptAsync(
            this::ended, work -> Thread.ofVirtual().name("supervision of a child").start(work));
  }

  /** From now on it is not started again; waits for a start that is under way. */
  void end() {
    lock.lock();
    try {
      over = true;
    } finally {
      lock.unlock();
    }
  }

  private void ended(ProcessHandle child) {
    lock.lock();
    try {
      pause();
      if (isToStay()) {
        return;
      }
      LOG.warn("{} (pid {}) ended although nobody stopped it", what, child.pid());
      while (mayStart()) {
        try {
          ProcessHandle next = start.get();
          LOG.warn("{} was started again (pid {})", what, next.pid());
          watch(next);
          return;
        } catch (CannotStart e) {
          LOG.error("{} cannot be started again: {}", what, e.getMessage());
          pause();
        }
      }
      LOG.error(
          "{} ended {} times in {} minutes and is not started again: mend it, and start Takt anew",
          what,
          limit.times() + 1,
          limit.within().toMinutes());
    } finally {
      lock.unlock();
    }
  }

  private boolean isToStay() {
    return over || stopping.isAsked() || Thread.currentThread().isInterrupted();
  }

  private boolean mayStart() {
    long now = System.nanoTime();
    while (!starts.isEmpty() && now - starts.getFirst() > limit.within().toNanos()) {
      starts.removeFirst();
    }
    if (isToStay() || starts.size() == limit.times()) {
      return false;
    }
    starts.addLast(now);
    return true;
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
