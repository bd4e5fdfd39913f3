package dev.takt.worker.bankfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are taken from the folder, when, and what becomes of them. */
class BankFolderTest {
  private static final Instant WRITTEN = Instant.parse("2026-03-02T06:00:00Z");
  private static final Instant LATER = WRITTEN.plus(BankFolder.REST);

  @TempDir Path top;
  private final List<String> asked = new ArrayList<>();

  /** A folder of a worker's whose reader refuses what says so. */
  private BankFolder folder() {
    return new BankFolder(
        top,
        file -> {
          String text = Files.readString(file.path());
          asked.add(file.tenant() + " " + text);
          return text.startsWith("wrong") ? Optional.of("because") : Optional.empty();
        });
  }

  private Path write(String path, String text, Instant at) throws IOException {
    Path file = top.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return Files.setLastModifiedTime(file, FileTime.from(at));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(top)) {
      return all.filter(Files::isRegularFile)
          .map(path -> top.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void whatIsAtRestIsReadAndMovedAndWhatIsWrongSaysWhy() throws IOException {
    write("mer_1/a.xml", "right", WRITTEN);
    write("mer_1/test/b.xml", "wrong", WRITTEN);
    write("mer_2/a.xml", "other", WRITTEN);
    write("stray.xml", "nobody's", WRITTEN);
    BankFolder folder = folder();

    assertThat(folder.look(LATER)).as("seen once").isEqualTo(new BankFolder.Round(0, 0));
    assertThat(folder.look(LATER)).isEqualTo(new BankFolder.Round(2, 1));

    assertThat(asked)
        .containsExactlyInAnyOrder("mer_1/live right", "mer_1/test wrong", "mer_2/live other");
    assertThat(files())
        .containsExactly(
            "mer_1/read/20260302T060005-a.xml",
            "mer_1/test/refused/20260302T060005-b.xml",
            "mer_1/test/refused/20260302T060005-b.xml.txt",
            "mer_2/read/20260302T060005-a.xml",
            "stray.xml");
    assertThat(top.resolve("mer_1/test/refused/20260302T060005-b.xml.txt")).hasContent("because");
    assertThat(folder.look(LATER)).isEqualTo(new BankFolder.Round(0, 0));
  }

  @Test
  void whatIsStillWrittenIsLeftUntilItIsStill() throws IOException {
    BankFolder folder = folder();
    write("mer_1/a.xml", "ri", WRITTEN);
    folder.look(LATER);
    write("mer_1/a.xml", "right", WRITTEN);
    folder.look(LATER);
    assertThat(asked).as("another size").isEmpty();
    write("mer_1/a.xml", "right", WRITTEN.plusSeconds(1));
    folder.look(LATER);
    assertThat(asked).as("another time").isEmpty();
    folder.look(LATER);
    assertThat(asked).as("too young").isEmpty();

    folder.look(LATER.plusSeconds(1));

    assertThat(asked).containsExactly("mer_1/live right");
  }

  @Test
  void unfinishedNamesFoldersAndLinksAreNoFiles() throws IOException {
    for (String name : List.of(".a.xml", "a.xml.part", "a.filepart", "a.TMP", "a.xml~")) {
      write("mer_1/" + name, "right", WRITTEN);
    }
    write("mer_1/empty.xml", "", WRITTEN);
    Path elsewhere = write("mer_1/read/old.xml", "old", WRITTEN);
    Files.createSymbolicLink(top.resolve("mer_1/link.xml"), elsewhere);
    BankFolder folder = folder();
    folder.look(LATER);
    folder.look(LATER);
    assertThat(asked).isEmpty();
  }

  @Test
  void whoDiesBeforeMovingItIsFollowedByOneWhoReadsItAgain() throws IOException {
    write("mer_1/a.xml", "right", WRITTEN);
    BankFolder dying =
        new BankFolder(
            top,
            file -> {
              throw new IOException("killed");
            });
    dying.look(LATER);
    assertThatThrownBy(() -> dying.look(LATER)).isInstanceOf(UncheckedIOException.class);

    BankFolder next = folder();
    next.look(LATER);
    assertThat(next.look(LATER)).isEqualTo(new BankFolder.Round(1, 0));
  }

  @Test
  void oneThatAnotherHasTakenMeanwhileIsLeft() throws IOException {
    Path file = write("mer_1/a.xml", "right", WRITTEN);
    write("mer_1/b.xml", "right", WRITTEN);
    BankFolder slow =
        new BankFolder(
            top,
            taken -> {
              Files.deleteIfExists(file);
              return Optional.empty();
            });
    slow.look(LATER);
    assertThat(slow.look(LATER)).isEqualTo(new BankFolder.Round(1, 0));
    assertThat(files()).containsExactly("mer_1/read/20260302T060005-b.xml");
  }
}
