package dev.takt.worker.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanTest {
  @TempDir Path folder;

  @Test
  void aLivingChildIsFoundByItsPidFileAndStopped() throws IOException {
    Process child = new ProcessBuilder("sleep", "60").start();
    try {
      Path pidFile = Files.writeString(folder.resolve("pid"), child.pid() + "\nmore\n");

      var orphan = Orphan.in(pidFile, "Sleeper", nameOf(child));

      assertThat(orphan).isPresent();
      orphan.orElseThrow().stop(List.of("TERM"));
      assertThat(child.isAlive()).isFalse();
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void anotherProgramWithTheSamePidIsLeftAlone() throws IOException {
    Process child = new ProcessBuilder("sleep", "60").start();
    try {
      Path pidFile = Files.writeString(folder.resolve("pid"), Long.toString(child.pid()));

      assertThat(Orphan.in(pidFile, "PostgreSQL", "postgres")).isEmpty();
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void withoutAPidFileOrWithABrokenOneThereIsNobody() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken"), "\n");

    assertThat(Orphan.in(folder.resolve("none"), "PostgreSQL", "postgres")).isEmpty();
    assertThat(Orphan.in(broken, "PostgreSQL", "postgres")).isEmpty();
  }

  /** Its program, which is another where sleep is part of one that does many things. */
  private static String nameOf(Process process) {
    return Path.of(process.info().command().orElseThrow()).getFileName().toString();
  }
}
