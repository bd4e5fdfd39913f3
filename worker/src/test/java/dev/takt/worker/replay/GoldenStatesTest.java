package dev.takt.worker.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.takt.worker.temporal.Workers;
import dev.takt.workflows.dunning.DunningCase;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.port.Wire;
import dev.takt.workflows.subscription.Subscription;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every component of every state, however deep, is in something that was recorded: in the rows of
 * subscriptions, groups and cases, or in what a run of a workflow began with. One that is added
 * without being recorded would be read in the next version by nobody knows what. {@link
 * HistoryRecording} records.
 */
class GoldenStatesTest {
  private static final Path STATES = Path.of("../workflows/src/test/resources");
  private static final ObjectMapper JSON = Wire.json();

  /** What is kept as a row, and where what was recorded of it is. */
  private static final Map<Class<?>, String> ROWS =
      Map.of(
          Subscription.class, "states",
          Group.class, "group-states",
          DunningCase.class, "case-states");

  static Stream<Class<?>> rows() {
    return ROWS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyComponentOfARowIsInOneThatWasRecorded(Class<?> row) {
    var shapes = new Shapes();
    files(folder(row)).forEach(file -> shapes.see(row, read(file)));

    assertThat(shapes.seen()).containsAll(Shapes.of(row));
  }

  /** Nothing of what was recorded is lost on the way through the record. */
  @ParameterizedTest
  @MethodSource("rows")
  void rowsOfEarlierVersionsAreReadAndWrittenUnchanged(Class<?> row) throws IOException {
    for (Path file : files(folder(row))) {
      JsonNode recorded = read(file);
      JsonNode written = JSON.valueToTree(JSON.treeToValue(recorded, row));
      mustKeep(recorded, written, file.getFileName().toString());
    }
  }

  @Test
  void everyComponentOfWhatARunBeginsWithIsInAHistory() {
    Map<String, Type[]> arguments = argumentsOfWorkflows();
    var shapes = new Shapes();
    RecordedHistories.all().values().forEach(history -> see(history, arguments, shapes));
    // A row that a run begins with is looked at above.
    rows().forEach(row -> shapes.seen().addAll(Shapes.of(row)));

    assertThat(shapes.seen())
        .containsAll(
            Shapes.of(arguments.values().stream().flatMap(Arrays::stream).toArray(Type[]::new)));
  }

  /** So that these tests can fail. */
  @Test
  void aComponentThatWasNeverRecordedIsMissed() throws JsonProcessingException {
    record Inner(String old, String added) {}
    record Outer(List<Inner> inner) {}
    var shapes = new Shapes();
    shapes.see(Outer.class, JSON.readTree("{\"inner\": [{\"old\": \"there\", \"added\": null}]}"));

    assertThat(Shapes.of(Outer.class)).hasSize(3);
    assertThat(shapes.seen()).hasSize(2).noneMatch(name -> name.endsWith(".added"));
  }

  private static Map<String, Type[]> argumentsOfWorkflows() {
    Map<String, Type[]> arguments = new TreeMap<>();
    for (Class<?> implementation : Workers.WORKFLOWS) {
      for (Class<?> type : implementation.getInterfaces()) {
        for (Method method : type.getMethods()) {
          var workflow = method.getAnnotation(WorkflowMethod.class);
          if (workflow != null) {
            arguments.put(workflow.name(), method.getGenericParameterTypes());
          }
        }
      }
    }
    assertThat(arguments).hasSameSizeAs(Workers.WORKFLOWS);
    return arguments;
  }

  private static void see(
      WorkflowExecutionHistory history, Map<String, Type[]> arguments, Shapes shapes) {
    Type[] types = Objects.requireNonNull(arguments.get(RecordedHistories.typeOf(history)));
    for (HistoryEvent event : history.getEvents()) {
      Payloads input =
          event.hasWorkflowExecutionStartedEventAttributes()
              ? event.getWorkflowExecutionStartedEventAttributes().getInput()
              : event.getWorkflowExecutionContinuedAsNewEventAttributes().getInput();
      for (int i = 0; i < input.getPayloadsCount(); i++) {
        shapes.see(types[i], read(input.getPayloads(i)));
      }
    }
  }

  private static JsonNode read(Payload payload) {
    try {
      return JSON.readTree(payload.getData().toStringUtf8());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String folder(Class<?> row) {
    return Objects.requireNonNull(ROWS.get(row));
  }

  private static List<Path> files(String folder) {
    try (Stream<Path> files = Files.walk(STATES.resolve(folder))) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertThat(all).as(folder).isNotEmpty();
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Components may be added; what was there keeps its name and its value. */
  private static void mustKeep(JsonNode recorded, JsonNode written, String at) {
    if (recorded.isObject()) {
      for (Map.Entry<String, JsonNode> field : recorded.properties()) {
        assertThat(written.has(field.getKey())).as(at + "/" + field.getKey()).isTrue();
        mustKeep(field.getValue(), written.get(field.getKey()), at + "/" + field.getKey());
      }
    } else if (recorded.isArray()) {
      assertThat(written.size()).as(at).isEqualTo(recorded.size());
      for (int i = 0; i < recorded.size(); i++) {
        mustKeep(recorded.get(i), written.get(i), at + "/" + i);
      }
    } else {
      assertThat(written.asText()).as(at).isEqualTo(recorded.asText());
    }
  }
}
