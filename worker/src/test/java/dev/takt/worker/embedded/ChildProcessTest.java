package dev.takt.worker.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  @TempDir Path folder;

  @Test
  void aLivingChildIsFoundByItsPidFileAndStopped() throws Exception {
    Process child = new ProcessBuilder("sleep", "60").start();
    try {
      Path pidFile = Files.writeString(folder.resolve("pid"), child.pid() + "\nmore\n");

      var orphan = ChildProcess.in(pidFile, "Sleeper", nameOf(child));

      assertThat(orphan).isPresent();
      orphan.orElseThrow().stop(List.of("TERM"));
      // It is gone; this object is told so by a thread of its own, a moment later.
      assertThat(child.toHandle().isAlive()).isFalse();
      assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void anotherProgramWithTheSamePidIsLeftAlone() throws IOException {
    Process child = new ProcessBuilder("sleep", "60").start();
    try {
      Path pidFile = Files.writeString(folder.resolve("pid"), Long.toString(child.pid()));

      assertThat(ChildProcess.in(pidFile, "PostgreSQL", "postgres")).isEmpty();
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void withoutAPidFileOrWithABrokenOneThereIsNobody() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken"), "\n");

    assertThat(ChildProcess.in(folder.resolve("none"), "PostgreSQL", "postgres")).isEmpty();
    assertThat(ChildProcess.in(broken, "PostgreSQL", "postgres")).isEmpty();
  }

  /** Its program, which is another where sleep is part of one that does many things. */
  private static String nameOf(Process process) {
    return Path.of(process.info().command().orElseThrow()).getFileName().toString();
  }
}
