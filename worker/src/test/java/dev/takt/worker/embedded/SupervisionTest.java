package dev.takt.worker.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.settings.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Children that end although nobody stopped them. */
class SupervisionTest {
  private static final Duration WHILE = Duration.ofMinutes(10);

  private final BlockingQueue<ProcessHandle> started = new LinkedBlockingQueue<>();
  private final List<Process> all = new CopyOnWriteArrayList<>();
  private volatile boolean broken;
  private volatile boolean stopping;

  @AfterEach
  void end() {
    all.forEach(Process::destroyForcibly);
  }

  private ProcessHandle start() {
    if (broken) {
      started.add(ProcessHandle.current());
      throw new CannotStart("it is broken");
    }
    try {
      Process child = new ProcessBuilder("sleep", "60").start();
      all.add(child);
      started.add(child.toHandle());
      return child.toHandle();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Supervision supervision(int times) {
    var supervision =
        new Supervision(
            "The sleeper", this::start, () -> stopping, new Supervision.Limit(times, WHILE));
    supervision.watch(start());
    return supervision;
  }

  private ProcessHandle next() throws InterruptedException {
    ProcessHandle next = started.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("it is started").isNotNull();
    return next;
  }

  private void isNotStartedAgain() throws InterruptedException {
    assertThat(started.poll(2, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void oneThatIsKilledIsStartedAgainUpToALimit() throws InterruptedException {
    supervision(2);
    next().destroyForcibly();
    next().destroyForcibly();
    next().destroyForcibly();
    isNotStartedAgain();
  }

  @Test
  void oneThatDoesNotComeUpIsTriedUpToTheLimit() throws InterruptedException {
    supervision(2);
    ProcessHandle first = next();
    broken = true;
    first.destroyForcibly();
    next();
    next();
    isNotStartedAgain();
  }

  @Test
  void oneThatIsStoppedStaysSo() throws InterruptedException {
    var supervision = supervision(2);
    ProcessHandle child = next();
    supervision.end();
    child.destroyForcibly();
    isNotStartedAgain();
  }

  @Test
  void nobodyIsStartedWhileTaktStops() throws InterruptedException {
    supervision(2);
    stopping = true;
    next().destroyForcibly();
    isNotStartedAgain();
  }
}
