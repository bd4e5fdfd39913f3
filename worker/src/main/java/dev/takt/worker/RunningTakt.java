package dev.takt.worker;

import dev.takt.worker.embedded.DataFolder;
import dev.takt.worker.embedded.EmbeddedDatabase;
import dev.takt.worker.embedded.Ports;
import dev.takt.worker.embedded.TemporalService;
import dev.takt.worker.security.KeyRing;
import dev.takt.worker.security.SecretKeyFile;
import dev.takt.worker.security.SecuritySettings;
import dev.takt.worker.settings.CannotStart;
import dev.takt.worker.settings.DatabaseAddress;
import dev.takt.worker.settings.GivenEnvironment;
import dev.takt.worker.settings.Settings;
import dev.takt.worker.settings.Stopping;
import dev.takt.worker.settings.TemporalSettings;
import dev.takt.worker.tracing.Tracing;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * One Takt in this process: the data folder, PostgreSQL, Temporal and the application, opened in
 * that order and closed in the reverse one. Closing waits for a service that is being started, so
 * that no child is forgotten.
 */
public final class RunningTakt implements AutoCloseable {
  private final GivenEnvironment environment;
  private final PrintStream out;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final ReentrantLock opening = new ReentrantLock();
  private volatile boolean stopping;
  private volatile @Nullable ConfigurableApplicationContext application;

  /**
   * @param variables of the environment, which say how it runs
   * @param out where it says to people what it does
   */
  public RunningTakt(Map<String, String> variables, PrintStream out) {
    this.environment = new GivenEnvironment(variables);
    this.out = out;
  }

  /**
   * Starts everything and returns when it is ready.
   *
   * @throws CannotStart for a reason that whoever starts it can mend
   * @throws org.springframework.boot.context.properties.bind.BindException if a setting makes no
   *     sense
   */
  public void start() {
    out.println("Takt is starting");
    var parts = new SpringApplication(RoleConfiguration.class);
    parts.setEnvironment(environment);
    parts.setBannerMode(Banner.Mode.OFF);
    parts.setLogStartupInfo(false);
    parts.setRegisterShutdownHook(false);
    parts.addInitializers(this::startServices);
    // Outside of the lock: when Takt is asked to end meanwhile, nobody waits for it.
    var starting = parts.run();
    application = open(() -> starting);
    new StartupBanner(starting.getBean(Settings.class), port(), this::isStopping, out).complete();
    out.println("Takt is ready: http://localhost:" + port());
  }

  /** Starts what the application stands on, and hands it over as beans. */
  private void startServices(ConfigurableApplicationContext context) {
    var settings = StartSettings.of(environment);
    DataFolder folder =
        settings.standsOnOthers()
            ? null
            : open(() -> DataFolder.take(settings.takt().dataFolder()));
    Ports.requireFree(settings.takt().port());
    var beans = context.getBeanFactory();
    beans.registerSingleton("databaseAddress", database(settings.takt(), folder));
    beans.registerSingleton("temporalService", temporal(settings.temporal(), folder));
    beans.registerSingleton("stopping", (Stopping) this::isStopping);
    beans.registerSingleton("out", out);
    KeyRing keys = secretKeys(settings.security(), folder);
    if (keys != null) {
      beans.registerSingleton("secretKeys", keys);
    }
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("tracing", Tracing.properties(settings.tracing())));
  }

  /** Whether it has been asked to end. */
  public boolean isStopping() {
    return stopping;
  }

  /** The port that it answers on. */
  public int port() {
    if (started() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
      return web.getWebServer().getPort();
    }
    throw new IllegalStateException("no web server");
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

  private DatabaseAddress database(Settings settings, @Nullable DataFolder folder) {
    if (settings.databaseUrl() != null) {
      settings.databaseUrl().check();
      say("PostgreSQL", settings.databaseUrl() + " (TAKT_DATABASE_URL)");
      return settings.databaseUrl();
    }
    if (folder == null) {
      throw new IllegalStateException("an embedded database needs a data folder");
    }
    var embedded = open(() -> EmbeddedDatabase.start(folder, this::isStopping));
    say("PostgreSQL", embedded.address() + " (embedded, in " + folder + ")");
    return embedded.address();
  }

  private TemporalService temporal(TemporalSettings settings, @Nullable DataFolder folder) {
    TemporalService temporal =
        open(() -> TemporalService.start(settings, folder, this::isStopping));
    say("Temporal", temporal.address() + " (" + temporal.description() + ")");
    if (temporal.ui() != null) {
      say("Temporal UI", temporal.ui());
    }
    return temporal;
  }

  private static @Nullable KeyRing secretKeys(
      SecuritySettings settings, @Nullable DataFolder folder) {
    KeyRing given = settings.secretKeys();
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
