package dev.takt.tools.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.temporal.worker.WorkerFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.context.ApplicationContext;

/** The workers of this process, and the pool of connections that they work with. */
record Crew(WorkerFactory workers, HikariPoolMXBean pool) {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  static Crew of(ApplicationContext application) {
    try {
      return new Crew(
          application.getBean(WorkerFactory.class),
          application
              .getBean(DataSource.class)
              .unwrap(HikariDataSource.class)
              .getHikariPoolMXBean());
    } catch (SQLException e) {
      throw new IllegalStateException("the pool cannot be looked at", e);
    }
  }

  /** They ask for no more work; what they have asked for already they still do. */
  void standStill() {
    workers.suspendPolling();
  }

  /** They ask for work again, if they did not. */
  void goOn() {
    workers.resumePolling();
  }

  /**
   * How full the pool was at the fullest.
   *
   * @param busy connections in use
   * @param waiting threads that waited for one
   */
  record Crowd(int busy, int waiting, int size) {
    String describe() {
      return busy + " of " + size + " in use, " + waiting + " threads waiting for one";
    }
  }

  /** Looks at the pool again and again while something goes on. */
  Crowd during(Runnable what) {
    var over = new AtomicBoolean();
    var busy = new AtomicInteger();
    var waiting = new AtomicInteger();
    Thread watching =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!over.get()) {
                    busy.accumulateAndGet(pool.getActiveConnections(), Math::max);
                    waiting.accumulateAndGet(pool.getThreadsAwaitingConnection(), Math::max);
                    Ticker.sleep(BETWEEN_LOOKS);
                  }
                });
    try {
      what.run();
    } finally {
      over.set(true);
    }
    Ticker.join(watching);
    return new Crowd(busy.get(), waiting.get(), pool.getTotalConnections());
  }
}
