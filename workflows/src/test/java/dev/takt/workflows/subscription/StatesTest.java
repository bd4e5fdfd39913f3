package dev.takt.workflows.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.takt.workflows.port.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * States as the database of an earlier version holds them: rows and histories that nobody rewrites,
 * so they must be readable for ever. They were recorded with the histories that {@code worker}
 * replays.
 */
class StatesTest {
  private static final Path FOLDER = Path.of("src/test/resources/states");
  private static final ObjectMapper JSON = Wire.json();

  static List<Path> states() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("states")
  void isReadAndNothingOfItIsLost(Path file) throws IOException {
    JsonNode recorded = JSON.readTree(file.toFile());

    Subscription subscription = JSON.treeToValue(recorded, Subscription.class);

    assertLeavesOf(recorded, JSON.valueToTree(subscription), "");
    assertThat(JSON.treeToValue(JSON.valueToTree(subscription), Subscription.class))
        .isEqualTo(subscription);
  }

  @ParameterizedTest
  @MethodSource("states")
  void itsLifeGoesOn(Path file) throws IOException {
    Subscription subscription = JSON.readValue(file.toFile(), Subscription.class);
    LocalDate start = subscription.terms().startDate();

    assertThat(subscription.version()).isPositive();
    assertThat(subscription.segments(start.plusYears(1))).isNotNull();
    boolean isOver = subscription.progress().endedOn() != null;
    if (subscription.groupId() == null) {
      assertThat(Agenda.nextEvent(subscription) == null)
          .as("nothing is planned")
          .isEqualTo(isOver || isPausedForGood(subscription));
    } else {
      assertThat(Agenda.nextBillingDate(subscription)).as("billed by its group").isNotNull();
    }
  }

  @Test
  void aComponentOfALaterVersionIsIgnored() throws IOException {
    Path file = states().getFirst();
    String later = Files.readString(file).replaceFirst("\\{", "{\"ofALaterVersion\": 1, ");

    assertThat(JSON.readValue(later, Subscription.class))
        .isEqualTo(JSON.readValue(file.toFile(), Subscription.class));
  }

  @Test
  void aSlipInASignalIsNot() {
    assertThatThrownBy(
            () -> JSON.readValue("{\"requestId\": \"r\", \"form\": 1}", Signals.Pause.class))
        .isInstanceOf(UnrecognizedPropertyException.class);
  }

  @Test
  void theyHaveEveryShape() throws IOException {
    var present = new TreeSet<String>();
    for (Path file : states()) {
      collect(JSON.readTree(file.toFile()), "", present);
    }

    assertThat(present)
        .containsAll(
            Arrays.stream(Subscription.class.getRecordComponents())
                .map(component -> "/" + component.getName())
                .toList())
        .contains(
            "/identity/clockId",
            "/terms/anchorDay",
            "/changes/pauses/to",
            "/changes/cancellation/date",
            "/changes/terms/plan/unit",
            "/changes/rhythms/membership/rhythm/anchor",
            "/progress/pauses/resumed",
            "/progress/endedOn",
            "/billed/nominalStart",
            "/recentRequests");
  }

  private static boolean isPausedForGood(Subscription subscription) {
    return subscription.changes().pauses().stream().anyMatch(pause -> pause.to() == null);
  }

  /** Components may be added; what was there keeps its name and its value. */
  private static void assertLeavesOf(JsonNode recorded, JsonNode written, String at) {
    if (recorded.isObject()) {
      for (Map.Entry<String, JsonNode> field : recorded.properties()) {
        assertThat(written.has(field.getKey())).as(at + "/" + field.getKey()).isTrue();
        assertLeavesOf(field.getValue(), written.get(field.getKey()), at + "/" + field.getKey());
      }
    } else if (recorded.isArray()) {
      assertThat(written.size()).as(at).isEqualTo(recorded.size());
      for (int i = 0; i < recorded.size(); i++) {
        assertLeavesOf(recorded.get(i), written.get(i), at + "/" + i);
      }
    } else {
      assertThat(written.asText()).as(at).isEqualTo(recorded.asText());
    }
  }

  /** The paths of all values that are there. */
  private static void collect(JsonNode node, String at, Collection<String> paths) {
    if (!node.isNull() && !(node.isArray() && node.isEmpty())) {
      paths.add(at);
    }
    node.properties().forEach(field -> collect(field.getValue(), at + "/" + field.getKey(), paths));
    if (node.isArray()) {
      node.forEach(element -> collect(element, at, paths));
    }
  }
}
