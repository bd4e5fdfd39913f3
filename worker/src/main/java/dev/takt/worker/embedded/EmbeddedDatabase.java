package dev.takt.worker.embedded;

import dev.takt.worker.settings.CannotStart;
import dev.takt.worker.settings.DatabaseAddress;
import dev.takt.worker.settings.Stopping;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * PostgreSQL as a child of Takt, with its data in the data folder. It listens on this machine only,
 * and asks for a password that is kept beside the data: on a shared machine the books are nobody
 * else's business.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String USER = "postgres";
  // Long enough for the recovery after a crash.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DataFolder folder;
  private final String password;
  private final Supervision supervision;
  private volatile EmbeddedPostgres postgres;

  private EmbeddedDatabase(DataFolder folder, String password, Stopping stopping) {
    this.folder = folder;
    this.password = password;
    this.supervision =
        new Supervision(
            "The embedded PostgreSQL", this::startAgain, stopping, Supervision.Limit.USUAL);
    this.postgres = new PostgresStart(folder).of(builder(folder, password));
  }

  /**
   * Starts it: makes the database the first time, and first stops one that an earlier Takt left
   * behind.
   */
  public static EmbeddedDatabase start(DataFolder folder) {
    return start(folder, () -> false);
  }

  /**
   * The same.
   *
   * @param stopping whether Takt is being stopped: then a database that ends is not started again
   */
  public static EmbeddedDatabase start(DataFolder folder, Stopping stopping) {
    Path data = folder.resolve("postgres");
    ChildProcess.in(data.resolve("postmaster.pid"), "PostgreSQL", "postgres")
        // Fast shutdown, then at once (the next start recovers), then by force.
        .ifPresent(orphan -> orphan.stop(List.of("INT", "QUIT", "KILL")));
    try {
      String password = password(folder.resolve("postgres.password"), data);
      var database = new EmbeddedDatabase(folder, password, stopping);
      database.supervision.watch(new PostgresStart(folder).process());
      return database;
    } catch (IOException e) {
      throw new CannotStart("the password of the embedded PostgreSQL cannot be kept: " + e, e);
    }
  }

  /** On the same port, so that connections come back. */
  private ProcessHandle startAgain() {
    int port = postgres.getPort();
    try {
      // It is gone; what is still held in this process for it is let go.
      postgres.close();
    } catch (IOException e) {
      throw new CannotStart("what is left of it cannot be put away: " + e.getMessage(), e);
    }
    postgres = new PostgresStart(folder).of(builder(folder, password).setPort(port));
    return new PostgresStart(folder).process();
  }

  public DatabaseAddress address() {
    return new DatabaseAddress(
        "jdbc:postgresql://localhost:%d/postgres".formatted(postgres.getPort()), USER, password);
  }

  @Override
  public void close() {
    supervision.end();
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres.Builder builder(DataFolder folder, String password) {
    Path log = new PostgresStart(folder).log();
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("postgres"))
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false) // Takt stops it, last of all
        .setPGStartupWait(PATIENCE)
        .setOutputRedirector(Redirect.appendTo(log.toFile()))
        .setErrorRedirector(Redirect.appendTo(log.toFile()))
        // Arguments of initdb; they matter the first time only.
        .setLocaleConfig("auth-host", "scram-sha-256")
        .setLocaleConfig("auth-local", "scram-sha-256")
        .setLocaleConfig("pwfile", folder.resolve("postgres.password").toString())
        .setLocaleConfig("locale", "C.UTF-8")
        .setConnectConfig("password", password)
        // This is a database for tests by default, which forgets on a power cut. Books must not.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("listen_addresses", "localhost")
        .setServerConfig("unix_socket_directories", "")
        // Errors go to whoever asked, not to the log: their texts hold values, which may be
        // personal.
        .setServerConfig("log_min_messages", "log")
        .setServerConfig("log_error_verbosity", "terse")
        .setServerConfig("log_min_error_statement", "panic")
        .setServerConfig("log_parameter_max_length", "0")
        .setServerConfig("log_parameter_max_length_on_error", "0")
        .setServerConfig("max_connections", "100");
  }

  private static String password(Path file, Path data) throws IOException {
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    if (Files.exists(data.resolve("PG_VERSION"))) {
      throw new CannotStart("the file %s is missing; put it back.".formatted(file));
    }
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, password + "\n", StandardOpenOption.WRITE);
    return password;
  }
}
