package dev.takt.worker.embedded;

import dev.takt.worker.settings.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A child that outlived its Takt, because that one was killed and could not stop it. It holds the
 * files that the next Takt needs, so it is asked to stop, and then made to.
 *
 * @param what for people, such as "PostgreSQL"
 */
record ChildProcess(String what, ProcessHandle process) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * The living process that a pid file names, if it is of that program. A pid may have been given
   * to another program since, which must not suffer for it.
   */
  static Optional<ChildProcess> in(Path pidFile, String what, String program) {
    return pid(pidFile)
        .flatMap(ProcessHandle::of)
        .filter(process -> isOf(process, program))
        .map(process -> new ChildProcess(what, process));
  }

  /** Stops it: tries one signal after the other, and waits a while after each. */
  void stop(List<String> signals) {
    for (String signal : signals) {
      send(signal);
      if (isGone()) {
        return;
      }
    }
    throw new CannotStart(
        "a %s that an earlier Takt left behind (pid %d) does not stop; stop it by hand."
            .formatted(what, process.pid()));
  }

  private void send(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new CannotStart("the command kill cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted", e);
    }
  }

  private boolean isGone() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CannotStart("interrupted", e);
      }
    }
    return true;
  }

  private static Optional<Long> pid(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.findFirst().map(String::strip).map(Long::valueOf);
    } catch (IOException | NumberFormatException _) {
      // No file, or one that was being written when the machine went down: nobody to look for.
      return Optional.empty();
    }
  }

  private static boolean isOf(ProcessHandle process, String program) {
    return process
        .info()
        .command()
        .map(command -> Path.of(command).getFileName().toString())
        .filter(name -> name.equals(program))
        .isPresent();
  }
}
