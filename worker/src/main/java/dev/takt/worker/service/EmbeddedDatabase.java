package dev.takt.worker.service;

import dev.takt.worker.CannotStart;
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

  private final EmbeddedPostgres postgres;
  private final DatabaseAddress address;

  private EmbeddedDatabase(EmbeddedPostgres postgres, DatabaseAddress address) {
    this.postgres = postgres;
    this.address = address;
  }

  /**
   * Starts it: makes the database the first time, and first stops one that an earlier Takt left
   * behind.
   */
  public static EmbeddedDatabase start(DataFolder folder) {
    Path data = folder.resolve("postgres");
    Orphan.in(data.resolve("postmaster.pid"), "PostgreSQL", "postgres")
        // Fast shutdown, then at once (the next start recovers), then by force.
        .ifPresent(orphan -> orphan.stop(List.of("INT", "QUIT", "KILL")));
    Path log = folder.resolve("postgres.log");
    try {
      String password = password(folder.resolve("postgres.password"), data);
      var postgres = builder(folder, data, log, password).start();
      var url = "jdbc:postgresql://localhost:%d/postgres".formatted(postgres.getPort());
      return new EmbeddedDatabase(postgres, new DatabaseAddress(url, USER, password));
    } catch (IOException | IllegalStateException e) {
      throw new CannotStart(
          "the embedded PostgreSQL does not start (%s); its log is %s"
              .formatted(e.getMessage(), log),
          e);
    }
  }

  public DatabaseAddress address() {
    return address;
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres.Builder builder(
      DataFolder folder, Path data, Path log, String password) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false) // Takt stops it, last of all
        .setOverrideWorkingDirectory(folder.resolve("postgres-programs").toFile())
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
