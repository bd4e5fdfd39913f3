package dev.takt.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A Takt in a process of its own, as the launcher starts it, that a test can kill. */
public final class TaktProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final Path output;
  private final int port;
  private List<ProcessHandle> orphans = List.of();

  private TaktProcess(Process process, Path output, int port) {
    this.process = process;
    this.output = output;
    this.port = port;
  }

  /** Starts one on a free port; the rest of its environment is only what is given. */
  public static TaktProcess start(Path folder, Map<String, String> environment) {
    return start(Installation.command(), folder, environment);
  }

  static TaktProcess start(List<String> command, Path folder, Map<String, String> environment) {
    int port = freePort();
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("TAKT_PORT", Integer.toString(port));
    all.putIfAbsent("TAKT_DATA", folder.resolve("data").toString());
    try {
      Path output = Files.createTempFile(folder, "output", ".txt");
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().clear();
      builder.environment().putAll(all);
      return new TaktProcess(builder.redirectOutput(output.toFile()).start(), output, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it says that it is ready. */
  public TaktProcess awaitReady() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!output().contains("Takt is ready: http://localhost:" + port)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        String told = output();
        close();
        throw new AssertionError("Takt did not get ready:\n" + told);
      }
      pause();
    }
    return this;
  }

  /** Waits until it has ended, and answers with its exit code. */
  public int awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("Takt did not end:\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends it at once, as {@code kill -9} does. */
  public void kill() {
    orphans = children();
    process.destroyForcibly();
    awaitEnd();
  }

  /** Whether it lives. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Asks it to end, as a service's owner does, and waits. */
  public int stop() {
    // Not SIGINT, which a process ignores whose shell was started in the background.
    process.destroy();
    return awaitEnd();
  }

  /** The processes that it started and that live. */
  List<ProcessHandle> children() {
    return process.descendants().filter(ProcessHandle::isAlive).toList();
  }

  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it said from its first error on, some lines of it: to be told with a failed test. */
  public String errors() {
    return output()
        .lines()
        .dropWhile(line -> !line.contains(" ERROR "))
        .limit(80)
        .collect(Collectors.joining("\n"));
  }

  public String address() {
    return "http://localhost:" + port;
  }

  long pid() {
    return process.pid();
  }

  /** The answer to a GET. */
  public HttpResponse<String> get(String path) {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(address() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
    // Those of a killed one that no later one has found and stopped.
    orphans.forEach(ProcessHandle::destroyForcibly);
    orphans = List.of();
  }

  public static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
