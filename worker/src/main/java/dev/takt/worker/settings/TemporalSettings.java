package dev.takt.worker.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which Temporal Takt runs on. Read from the environment only, as Temporal's own programs do.
 *
 * @param access an external Temporal, or null for an own one
 * @param command the {@code temporal} program, or null where there is none on the {@code PATH}
 */
public record TemporalSettings(
    String namespace, @Nullable TemporalAccess access, @Nullable Path command) {

  /**
   * Reads the environment.
   *
   * @throws CannotStart if a variable makes no sense
   */
  public static TemporalSettings of(Map<String, String> variables) {
    return new TemporalSettings(
        variables.getOrDefault("TEMPORAL_NAMESPACE", "default"),
        TemporalAccess.of(variables),
        onPath("temporal", variables.getOrDefault("PATH", "")));
  }

  private static @Nullable Path onPath(String program, String path) {
    return Arrays.stream(path.split(":"))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .orElse(null);
  }
}
