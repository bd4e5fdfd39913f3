package dev.takt.worker.lasting;

import dev.takt.worker.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The {@code temporal} program of an operator, speaking to one server: what it says is what people
 * would see.
 *
 * @param address of the server
 */
public record TemporalCommand(String address) {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Runs it, and answers with what it printed; it must succeed. */
  public String run(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Tool.TEMPORAL.path().toString());
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
