package dev.takt.worker.replay;

import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The histories that are kept with the tests, compressed: {@code KIND/NAME.json.gz}. */
final class RecordedHistories {
  /** From the module's folder, where tests run. */
  private static final Path FOLDER = Path.of("src/test/resources/histories");

  private static final String EXTENSION = ".json.gz";

  private static final Pattern PAYLOAD = Pattern.compile("\"data\": ?\"([A-Za-z0-9+/=]+)\"");

  private RecordedHistories() {}

  /** All of them, by kind and name: {@code subscription/renewals-paid}. */
  static SortedMap<String, WorkflowExecutionHistory> all() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      SortedMap<String, WorkflowExecutionHistory> histories = new TreeMap<>();
      for (Path file : files.filter(file -> file.toString().endsWith(EXTENSION)).toList()) {
        String path = FOLDER.relativize(file).toString();
        histories.put(path.substring(0, path.length() - EXTENSION.length()), read(file));
      }
      return histories;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WorkflowExecutionHistory read(Path file) throws IOException {
    try (var compressed = new GZIPInputStream(Files.newInputStream(file))) {
      return WorkflowExecutionHistory.fromJson(
          new String(compressed.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Writes one, in place of an earlier one of that name. */
  static void write(String name, WorkflowExecutionHistory history) {
    Path file = FOLDER.resolve(name + EXTENSION);
    try {
      Files.createDirectories(file.getParent());
      try (var compressed = new GZIPOutputStream(Files.newOutputStream(file))) {
        compressed.write(history.toJson(false).getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands in a history's payloads: arguments, answers, what local activities said. */
  static List<String> payloads(WorkflowExecutionHistory history) {
    return PAYLOAD
        .matcher(history.toJson(false))
        .results()
        .map((MatchResult result) -> Base64.getDecoder().decode(result.group(1)))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .toList();
  }

  /** The type of the workflow that a history is of. */
  static String typeOf(WorkflowExecutionHistory history) {
    return history
        .getEvents()
        .getFirst()
        .getWorkflowExecutionStartedEventAttributes()
        .getWorkflowType()
        .getName();
  }
}
