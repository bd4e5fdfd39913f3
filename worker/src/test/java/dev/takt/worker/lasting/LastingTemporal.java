package dev.takt.worker.lasting;

import dev.takt.worker.TaktProcess;
import dev.takt.worker.Tool;
import dev.takt.worker.faults.Insistence;
import dev.takt.worker.settings.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The {@code temporal} program's server with its SQLite file, as a party of its own: Takt is only
 * told its address. It can go away, come back at the same address, and lose its memory.
 */
public final class LastingTemporal implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Path folder;
  private final int port;
  private final List<String> start;
  private Process process;

  private LastingTemporal(Path folder, int port, List<String> start) {
    this.folder = folder;
    this.port = port;
    this.start = start;
  }

  /**
   * One that is new and answers: with its file in this folder, or, where {@code
   * -Dtakt.temporal.server} names a folder with the programs of the server proper, with databases
   * beside Takt's.
   */
  public static LastingTemporal start(Path folder, DatabaseAddress database) {
    String programs = System.getProperty("takt.temporal.server", "");
    boolean proper = !programs.isEmpty();
    int port = proper ? ServerOnPostgres.freePort() : TaktProcess.freePort();
    List<String> start =
        proper
            ? new ServerOnPostgres(Path.of(programs), folder, database).prepare(port)
            : devServer(folder, port);
    var temporal = new LastingTemporal(folder, port, start);
    temporal.begin();
    if (proper) {
      temporal.createNamespace();
    }
    temporal.awaitNamespace();
    return temporal;
  }

  public String address() {
    return "localhost:" + port;
  }

  /** An operator's program at this server. */
  public TemporalCommand command() {
    return new TemporalCommand(address());
  }

  /** Starts it at its address, with what it remembers, and waits until it answers. */
  public void startAgain() {
    begin();
    awaitNamespace();
  }

  private void begin() {
    try {
      process =
          new ProcessBuilder(start)
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("temporal.log").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitAnswer();
  }

  /** It goes down in order. */
  public void stop() {
    process.destroy();
    awaitEnd();
  }

  /** It is gone at once, as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Its file is lost; what is started again next knows nothing. */
  public void loseMemory() {
    kill();
    for (String file : List.of("temporal.db", "temporal.db-wal", "temporal.db-shm")) {
      try {
        Files.deleteIfExists(folder.resolve(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitAnswer() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new AssertionError("the temporal command does not come up; see its log: " + log());
      }
    }
  }

  /** The server's parts come up one after the other: it is asked until all are there. */
  private void createNamespace() {
    Insistence.until(
        "a namespace is created",
        () -> {
          try {
            command().run("operator", "namespace", "create", "-n", "default");
            return true;
          } catch (AssertionError notYet) {
            if (!process.isAlive()) {
              throw new AssertionError("the server has ended; its log: " + log(), notYet);
            }
            return false;
          }
        });
  }

  private void awaitNamespace() {
    command().run("operator", "namespace", "describe", "-n", "default");
  }

  private static List<String> devServer(Path folder, int port) {
    return List.of(
        Tool.TEMPORAL.path().toString(),
        "server",
        "start-dev",
        "--headless",
        "--ip",
        "127.0.0.1",
        "--port",
        Integer.toString(port),
        "--db-filename",
        folder.resolve("temporal.db").toString(),
        "--sqlite-pragma",
        "journal_mode=WAL",
        "--sqlite-pragma",
        "synchronous=NORMAL",
        "--log-level",
        "warn",
        // As DevServer has it, and docker-compose.yml.
        "--dynamic-config-value",
        "matching.enableFairness=true",
        "--dynamic-config-value",
        "system.enableActivityEagerExecution=true");
  }

  private boolean answers() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      // Not up yet.
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return false;
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("temporal.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
