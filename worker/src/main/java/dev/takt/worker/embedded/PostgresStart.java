package dev.takt.worker.embedded;

import dev.takt.worker.settings.CannotStart;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.springframework.core.NestedExceptionUtils;

/**
 * One start of the embedded PostgreSQL: it is up, or why it is not is known at once. The library
 * that starts it waits as long as a recovery may take, even for a server that has ended already; so
 * the processes are watched meanwhile.
 */
record PostgresStart(DataFolder folder) {
  /** The version that Takt brings, as PostgreSQL writes it into its folder. */
  private static final String VERSION = "18";

  private static final int LOOKS_PER_SECOND = 50;

  Path log() {
    return folder.resolve("postgres.log");
  }

  private File programs() {
    return folder.folder("postgres-programs").toFile();
  }

  private Path data() {
    return folder.resolve("postgres");
  }

  /**
   * Starts it.
   *
   * @throws CannotStart with the server's own reason in one line
   */
  EmbeddedPostgres of(EmbeddedPostgres.Builder builder) {
    requireReadableFolder();
    long before = size();
    try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<EmbeddedPostgres> starting = thread.submit(() -> started(builder));
      if (!awaitUp(starting)) {
        starting.cancel(true);
        throw failed(new IllegalStateException("it ended at once"), before);
      }
      return starting.get();
    } catch (ExecutionException e) {
      throw failed(NestedExceptionUtils.getMostSpecificCause(e), before);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted", e);
    }
  }

  /** The living server of the folder. */
  ProcessHandle process() {
    return postmaster()
        .orElseThrow(
            () -> new CannotStart("the embedded PostgreSQL has ended; its log is " + log()));
  }

  /** Who is interrupted while waiting for it gets no exception from the library, but a dead one. */
  private EmbeddedPostgres started(EmbeddedPostgres.Builder builder)
      throws IOException, InterruptedException {
    EmbeddedPostgres postgres = builder.setOverrideWorkingDirectory(programs()).start();
    // The library has opened it to all for writing.
    programs();
    if (Thread.interrupted()) {
      postgres.close();
      throw new InterruptedException();
    }
    return postgres;
  }

  /** False when the program that starts the server is through, and there is no server. */
  private boolean awaitUp(Future<EmbeddedPostgres> starting) throws InterruptedException {
    boolean begun = false;
    while (!starting.isDone()) {
      boolean beginning = isBeginning();
      if (begun && !beginning && postmaster().isEmpty()) {
        return starting.isDone();
      }
      begun |= beginning;
      TimeUnit.MILLISECONDS.sleep(1_000 / LOOKS_PER_SECOND);
    }
    return true;
  }

  private static boolean isBeginning() {
    return ProcessHandle.current()
        .children()
        .anyMatch(child -> child.info().command().orElse("").endsWith("/pg_ctl"));
  }

  private Optional<ProcessHandle> postmaster() {
    try (var lines = Files.lines(data().resolve("postmaster.pid"))) {
      return lines
          .findFirst()
          .map(String::strip)
          .filter(pid -> pid.matches("\\d+"))
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
          .filter(ProcessHandle::isAlive);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** What PostgreSQL would say after a while, or would mend by making another database. */
  private void requireReadableFolder() {
    Path version = data().resolve("PG_VERSION");
    try {
      if (!Files.exists(data()) || isEmpty()) {
        return;
      }
      String found = Files.exists(version) ? Files.readString(version).strip() : "";
      if (found.equals(VERSION) && Files.exists(data().resolve("global/pg_control"))) {
        return;
      }
      throw new CannotStart(
          found.matches("\\d+") && !found.equals(VERSION)
              ? "the database in %s is of PostgreSQL %s, and this Takt brings %s: dump it with the Takt that wrote it and restore it, or set TAKT_DATA to another folder."
                  .formatted(data(), found, VERSION)
              : "the database in %s is damaged (files of it are missing): restore a backup, or set TAKT_DATA to another folder."
                  .formatted(data()));
    } catch (IOException e) {
      throw new CannotStart("the folder %s cannot be read (%s)".formatted(data(), e), e);
    }
  }

  private boolean isEmpty() throws IOException {
    try (var files = Files.list(data())) {
      return files.findAny().isEmpty();
    }
  }

  private CannotStart failed(Throwable cause, long before) {
    String reason = fatal(before).orElseGet(() -> String.valueOf(cause.getMessage()));
    return new CannotStart(
        "the embedded PostgreSQL does not start (%s); its log is %s. Where its folder is damaged, restore a backup, or set TAKT_DATA to another folder."
            .formatted(reason, log()),
        cause);
  }

  /** The last thing that it called fatal, in this start. */
  private Optional<String> fatal(long before) {
    try {
      byte[] all = Files.readAllBytes(log());
      int from = (int) Math.min(before, all.length);
      return new String(all, from, all.length - from, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
          .map(line -> line.replaceFirst("^.*?(FATAL|PANIC):\\s*", ""))
          .reduce((_, last) -> last);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private long size() {
    try {
      return Files.exists(log()) ? Files.size(log()) : 0;
    } catch (IOException _) {
      return 0;
    }
  }
}
