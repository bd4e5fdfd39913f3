package dev.takt.worker;

import dev.takt.worker.embedded.DataFolder;
import dev.takt.worker.embedded.DatabaseAddress;
import dev.takt.worker.embedded.EmbeddedDatabase;
import dev.takt.worker.embedded.Ports;
import dev.takt.worker.embedded.TemporalService;
import dev.takt.worker.security.KeyRing;
import dev.takt.worker.security.SecretKeyFile;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One Takt in this process: the data folder, PostgreSQL, Temporal and the application, opened in
 * that order and closed in the reverse one. Closing waits for a service that is being started, so
 * that no child is forgotten.
 */
public final class RunningTakt implements AutoCloseable {
  private final Settings settings;
  private final PrintStream out;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final ReentrantLock opening = new ReentrantLock();
  private volatile boolean stopping;
  private volatile @Nullable ConfigurableApplicationContext application;

  public RunningTakt(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /**
   * Starts everything and returns when it is ready.
   *
   * @throws CannotStart for a reason that whoever starts it can mend
   */
  public void start() {
    // Until the application sets up logging, what is started says nothing but what is said here.
    LoggingSystem.get(getClass().getClassLoader()).beforeInitialize();
    out.println("Takt is starting");
    DataFolder folder =
        settings.standsOnOthers() ? null : open(() -> DataFolder.take(settings.data()));
    Ports.requireFree(settings.port());
    DatabaseAddress database = database(folder);
    TemporalService temporal =
        open(() -> TemporalService.start(settings, folder, this::isStopping));
    say("Temporal", temporal.address() + " (" + temporal.description() + ")");
    if (temporal.ui() != null) {
      say("Temporal UI", temporal.ui());
    }
    var launch =
        new Launch(settings, database, temporal, secretKeys(folder), this::isStopping, out);
    // Outside of the lock: when Takt is asked to end meanwhile, nobody waits for it.
    var starting = launch.application();
    application = open(() -> starting);
    new StartupBanner(settings, port(), this::isStopping, out).complete();
    out.println("Takt is ready: http://localhost:" + port());
  }

  /** Whether it has been asked to end. */
  public boolean isStopping() {
    return stopping;
  }

  /** The port that it answers on. */
  public int port() {
    return Launch.portOf(started());
  }

  /** The application, for tests that look inside. */
  public ConfigurableApplicationContext started() {
    if (application == null) {
      throw new IllegalStateException("not started");
    }
    return application;
  }

  /** Stops everything; does nothing the second time. */
  @Override
  public void close() {
    stopping = true;
    opening.lock();
    try {
      if (application == null) {
        // It may be in the middle of its start, and is not waited for: what it then misses is no
        // news.
        silence("ROOT");
      }
      while (!opened.isEmpty()) {
        closeQuietly(opened.pop());
      }
    } finally {
      opening.unlock();
    }
  }

  private DatabaseAddress database(@Nullable DataFolder folder) {
    if (settings.database() != null) {
      settings.database().check();
      say("PostgreSQL", settings.database() + " (TAKT_DATABASE_URL)");
      return settings.database();
    }
    if (folder == null) {
      throw new IllegalStateException("an embedded database needs a data folder");
    }
    var embedded = open(() -> EmbeddedDatabase.start(folder, this::isStopping));
    say("PostgreSQL", embedded.address() + " (embedded, in " + folder + ")");
    return embedded.address();
  }

  private @Nullable KeyRing secretKeys(@Nullable DataFolder folder) {
    KeyRing given = settings.safeguards().secretKeys();
    return given != null || folder == null ? given : SecretKeyFile.in(folder);
  }

  private <T extends AutoCloseable> T open(Supplier<T> start) {
    opening.lock();
    try {
      if (stopping) {
        throw new IllegalStateException("asked to end");
      }
      T service = start.get();
      opened.push(service);
      return service;
    } finally {
      opening.unlock();
    }
  }

  private void closeQuietly(AutoCloseable service) {
    try {
      service.close();
    } catch (Exception | LinkageError e) {
      // The others must be closed too, and nobody is left to handle it: say it and go on. (Linkage:
      // the program's file may have been replaced by a new build meanwhile.)
      out.println("While stopping: " + e);
    } finally {
      if (service instanceof ConfigurableApplicationContext) {
        // What the Temporal client still notices of its service going down is no news.
        silence("io.temporal");
      }
    }
  }

  private void silence(String logger) {
    LoggingSystem.get(getClass().getClassLoader()).setLogLevel(logger, LogLevel.OFF);
  }

  private void say(String what, String where) {
    out.println("  %-12s %s".formatted(what, where));
  }
}
