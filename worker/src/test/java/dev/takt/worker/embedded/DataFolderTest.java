package dev.takt.worker.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.takt.worker.settings.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path parent;

  @Test
  void isForOneTaktAtATime() {
    Path path = parent.resolve("data");
    try (var folder = DataFolder.take(path)) {
      assertThat(folder).hasToString(path.toString());
      assertThatThrownBy(() -> DataFolder.take(path))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("pid " + ProcessHandle.current().pid())
          .hasMessageContaining("TAKT_DATA");
    }
    DataFolder.take(path).close();
  }

  @Test
  void isForItsOwnerOnly() throws IOException {
    try (var folder = DataFolder.take(parent.resolve("data"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("."))))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void whereThereIsAFileInItsPlaceItSaysSo() throws IOException {
    Path file = Files.createFile(parent.resolve("data"));

    assertThatThrownBy(() -> DataFolder.take(file))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("cannot be written");
  }
}
