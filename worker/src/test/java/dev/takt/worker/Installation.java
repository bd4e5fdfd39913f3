package dev.takt.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program as it was packaged, unpacked, with what the JVM learnt of it in one start (an AOT
 * cache, JEP 514): the hundreds of processes that suites start take a third of the time. Where
 * nothing was packaged yet, the classes as they are.
 */
final class Installation {
  private static final Path JAR = Path.of("target", "takt.jar").toAbsolutePath();
  private static final List<String> JAVA =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private Installation() {}

  /** What starts a Takt. */
  static List<String> command() {
    return Installed.COMMAND;
  }

  /** Made when the first process is started. */
  private static final class Installed {
    private static final List<String> COMMAND = Files.exists(JAR) ? install() : classes();
  }

  private static List<String> classes() {
    return with("-cp", System.getProperty("java.class.path"), Takt.class.getName());
  }

  private static List<String> install() {
    try {
      Path folder = JAR.resolveSibling("installed-" + Files.getLastModifiedTime(JAR).toMillis());
      Path program = folder.resolve("takt.jar");
      Path cache = folder.resolve("takt.aot");
      if (!Files.exists(cache)) {
        unpack(folder);
        learn(program, cache);
      }
      return with("-XX:AOTCache=" + cache, "-jar", program.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void unpack(Path folder) throws IOException, InterruptedException {
    List<String> unpack = List.of("-Djarmode=tools", "-jar", JAR.toString(), "extract", "--force");
    var process =
        new ProcessBuilder(with(unpack, "--destination", folder.toString())).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new AssertionError("the program cannot be unpacked");
    }
  }

  /** Starts it once, and ends it as soon as it is ready: it writes down what it learnt. */
  private static void learn(Path program, Path cache) throws IOException {
    Path folder = Files.createTempDirectory("takt-learning");
    List<String> command = with("-XX:AOTCacheOutput=" + cache, "-jar", program.toString());
    try (var once = TaktProcess.start(command, folder, Map.of("TAKT_DEMO", "false"))) {
      once.awaitReady().stop();
    }
  }

  private static List<String> with(String... more) {
    return with(List.of(more));
  }

  private static List<String> with(List<String> some, String... more) {
    List<String> command = new ArrayList<>(JAVA);
    command.addAll(some);
    command.addAll(List.of(more));
    return command;
  }
}
