package dev.takt.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The README's test command on machines that have little: with programs of our own in the places of
 * {@code apt-get}, {@code sudo} and {@code go}.
 */
class VerifyTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** What every machine with a shell has. */
  private static final List<String> ORDINARY =
      List.of(
          "bash",
          "cat",
          "chmod",
          "dirname",
          "env",
          "find",
          "grep",
          "ls",
          "mkdir",
          "mktemp",
          "readlink",
          "rm",
          "sed",
          "sort",
          "tail",
          "tee",
          "touch",
          "true");

  @TempDir Path folder;

  private Path programs;

  @BeforeEach
  void aMachineWithAShell() throws IOException {
    programs = Files.createDirectory(folder.resolve("bin"));
    for (String name : ORDINARY) {
      program(name, "exec " + Tool.program(name).orElseThrow() + " \"$@\"");
    }
    program("id", "echo 1000");
  }

  @Test
  void theBuildServerRunsTheSecondCommandOfTheReadme() throws IOException {
    List<String> commands =
        Files.readAllLines(ROOT.resolve("README.md")).stream()
            .filter(line -> line.matches(" {4}\\./\\w.*"))
            .map(String::strip)
            .toList();

    assertThat(commands).startsWith("./takt", "./verify");
    assertThat(ROOT.resolve("verify")).isExecutable();
    assertThat(Files.readAllLines(ROOT.resolve(".ci/run")))
        .filteredOn(line -> !line.startsWith("#"))
        .containsExactly("cd \"$(dirname \"$0\")/..\" && exec ./verify");
  }

  @Test
  void whatCannotBeBroughtIsSaidWithTheReason() throws Exception {
    assertThat(tools())
        .contains(
            "NOT RUN",
            "a lasting Temporal (temporal): there is no temporal command on the PATH, and no Go",
            "in a browser (browser): no chromium and chromedriver on the PATH",
            "the README's walk (curl)",
            "there is no apt-get here");
  }

  @Test
  void whoIsNotRootAndMayNotBecomeItIsToldSo() throws Exception {
    program("apt-get", "touch " + folder.resolve("called"));
    program("sudo", "exit 1");

    assertThat(tools()).contains("(browser)", "that takes root");
    assertThat(folder.resolve("called")).doesNotExist();
  }

  @Test
  void whyAptGetFailedIsSaid() throws Exception {
    program("id", "echo 0");
    program("apt-get", "echo 'E: Unable to locate package'; exit 100");

    assertThat(tools()).contains("(browser)", "apt-get failed: E: Unable to locate package");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1000"})
  void whatCanBeBroughtIsBroughtOnceAsRootOrBySudo(String user) throws Exception {
    program("id", "echo " + user);
    program("sudo", "[ \"$1\" = -n ] || exit 1; shift; SUDO=yes exec \"$@\"");
    program(
        "apt-get",
        """
        [ "$(id -u)" = 0 ] || [ "${SUDO:-}" = yes ] || exit 1
        echo "apt-get $*" >>%1$s/calls
        for name in "$@"; do
          case $name in
            chromium) ln=chromium ;;
            chromium-driver) ln=chromedriver ;;
            curl) ln=curl ;;
            *) continue ;;
          esac
          printf '#!/bin/sh\\n' >%2$s/$ln
          chmod +x %2$s/$ln
        done\
        """
            .formatted(folder, programs));
    program(
        "go",
        """
        if [ "$1" = env ]; then echo /nowhere; exit; fi
        echo "go $*" >>%s/calls
        mkdir -p "$GOBIN"
        printf '#!/bin/sh\\n' >"$GOBIN/temporal"
        chmod +x "$GOBIN/temporal\"\
        """
            .formatted(folder));

    assertThat(tools()).doesNotContain("(temporal)", "(browser)", "(curl)");
    assertThat(Files.readString(folder.resolve("calls")))
        .contains("chromium chromium-driver", "install github.com/temporalio/cli/cmd/temporal@v");
    Files.delete(folder.resolve("calls"));
    assertThat(tools()).doesNotContain("(temporal)", "(browser)", "(curl)", "Building");
    assertThat(folder.resolve("calls"))
        .satisfiesAnyOf(
            calls -> assertThat(calls).doesNotExist(),
            // Our apt-get brings no library to /usr/lib.
            calls -> assertThat(calls).content().matches("(apt-get .*faketime\\s*)+"));
  }

  private void program(String name, String script) throws IOException {
    Path file = programs.resolve(name);
    Files.deleteIfExists(file);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What it says after it has brought what it can. */
  private String tools() throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    var builder =
        new ProcessBuilder(
                Tool.program("bash").orElseThrow().toString(),
                ROOT.resolve("verify").toString(),
                "--tools")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH", programs.toString(),
                "HOME", folder.toString(),
                "JAVA_HOME", System.getProperty("java.home")));
    var process = builder.start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    String said = Files.readString(output);
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
