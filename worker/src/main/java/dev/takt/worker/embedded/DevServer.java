package dev.takt.worker.embedded;

import dev.takt.worker.settings.CannotStart;
import dev.takt.worker.settings.Stopping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The {@code temporal} program's server as a child of Takt: lasting, and with pages for people. */
final class DevServer implements TemporalService.Own {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final List<String> command;
  private final String namespace;
  private final Path pidFile;
  private final Path log;
  private final int port;
  private final int uiPort;
  private final Supervision supervision;
  private volatile Process process;

  private DevServer(
      Path program, String namespace, DataFolder folder, int port, int uiPort, Stopping stopping) {
    this.command = command(program, namespace, folder, port, uiPort);
    this.namespace = namespace;
    this.pidFile = folder.resolve("temporal.pid");
    this.log = folder.resolve("temporal.log");
    this.port = port;
    this.uiPort = uiPort;
    this.supervision =
        new Supervision(
            "The temporal command", this::startAgain, stopping, Supervision.Limit.USUAL);
    this.process = launch();
  }

  /**
   * It collects its garbage when there is four times as much of it as of what lives, as long as it
   * takes less than 1 GiB for both: a seventh of its processor time went there. As the environment
   * says, where it says something.
   */
  private static final Map<String, String> MEMORY = Map.of("GOGC", "400", "GOMEMLIMIT", "1GiB");

  static DevServer start(Path program, String namespace, DataFolder folder, Stopping stopping) {
    ChildProcess.in(folder.resolve("temporal.pid"), "Temporal", program.getFileName().toString())
        .ifPresent(orphan -> orphan.stop(List.of("TERM", "KILL")));
    var server =
        new DevServer(
            program, namespace, folder, Ports.preferably(7233), Ports.preferably(8233), stopping);
    server.awaitAnswer();
    server.supervision.watch(server.process.toHandle());
    return server;
  }

  private Process launch() {
    try {
      var builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      MEMORY.forEach(builder.environment()::putIfAbsent);
      Process started = builder.start();
      Files.writeString(pidFile, started.pid() + "\n");
      return started;
    } catch (IOException e) {
      throw new CannotStart("the temporal command does not start: " + e.getMessage(), e);
    }
  }

  /** At the same address, with the same file. */
  private ProcessHandle startAgain() {
    process = launch();
    awaitAnswer();
    return process.toHandle();
  }

  @Override
  public String address() {
    return "localhost:" + port;
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public String ui() {
    return "http://localhost:" + uiPort;
  }

  @Override
  public String description() {
    return "the temporal command, a child of this process";
  }

  @Override
  public boolean isLasting() {
    return true;
  }

  @Override
  public void close() {
    supervision.end();
    stop();
  }

  private void stop() {
    try {
      process.destroy();
      if (!process.waitFor(8, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new CannotStart("the pid file of Temporal cannot be removed", e);
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitAnswer() {
    var check = TemporalCheck.of(connection(), namespace);
    if (!check.answersWithin(PATIENCE, process::isAlive)) {
      stop();
      throw new CannotStart("the temporal command does not come up; its log is " + log);
    }
    check.requireAnswer();
  }

  private static List<String> command(
      Path program, String namespace, DataFolder folder, int port, int uiPort) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      // Ctrl-C reaches every process of the terminal; Temporal is to go after the workers have.
      command.add(SETSID.toString());
    }
    command.addAll(List.of(program.toString(), "server", "start-dev", "--ip", "127.0.0.1"));
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(List.of("--ui-port", Integer.toString(uiPort)));
    command.addAll(List.of("--db-filename", folder.resolve("temporal.db").toString()));
    // Without these two it is ten times slower.
    command.addAll(List.of("--sqlite-pragma", "journal_mode=WAL"));
    command.addAll(List.of("--sqlite-pragma", "synchronous=NORMAL"));
    command.addAll(List.of("--namespace", namespace, "--log-level", "warn"));
    // Where calls to gateways queue, merchants are taken in turn.
    command.addAll(List.of("--dynamic-config-value", "matching.enableFairness=true"));
    // And where none queue, the worker that decided on one gets it at once (decision 13).
    command.addAll(List.of("--dynamic-config-value", "system.enableActivityEagerExecution=true"));
    command.addAll(SearchAttributes.arguments());
    return command;
  }
}
