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

/** The histories that are kept with the tests: a folder for each version of the wire. */
final class RecordedHistories {
  /** From the module's folder, where tests run. */
  static final Path FOLDER = Path.of("src/test/resources/histories");

  private static final Pattern PAYLOAD = Pattern.compile("\"data\": ?\"([A-Za-z0-9+/=]+)\"");

  private RecordedHistories() {}

  /** All of them, by the name of their file below the folder. */
  static SortedMap<String, WorkflowExecutionHistory> all() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      SortedMap<String, WorkflowExecutionHistory> histories = new TreeMap<>();
      for (Path file : files.filter(file -> file.toString().endsWith(".json")).toList()) {
        histories.put(
            FOLDER.relativize(file).toString(),
            WorkflowExecutionHistory.fromJson(Files.readString(file)));
      }
      return histories;
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
