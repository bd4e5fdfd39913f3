package dev.takt.worker.lasting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The {@code temporal} program of an operator, speaking to one server: what it says is what people
 * would see.
 *
 * @param address of the server
 */
public record TemporalCommand(String address) {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** The program, where it is on the {@code PATH}. */
  public static Optional<Path> path() {
    return Stream.of(ownPath().split(":"))
        .map(folder -> Path.of(folder, "temporal"))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /** The {@code PATH} of this build. */
  public static String ownPath() {
    return System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
  }

  /** Runs it, and answers with what it printed; it must succeed. */
  public String run(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(path().orElseThrow().toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("--address", address, "--color", "never"));
    try {
      Path output = Files.createTempFile("temporal", ".txt");
      try {
        var process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        if (!ended || process.exitValue() != 0) {
          throw new AssertionError(String.join(" ", command) + " failed:\n" + said);
        }
        return said;
      } finally {
        Files.delete(output);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
