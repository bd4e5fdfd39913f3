package dev.takt.workflows.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.port.Wire;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The payloads of events are what the documentation says of them. */
class EventPayloadTest {
  private static final Path DOCUMENTATION = Path.of("../docs/events.md");

  @Test
  void theDocumentationListsThemAll() throws IOException {
    List<String> rows =
        Files.readAllLines(DOCUMENTATION).stream().filter(line -> line.startsWith("| `")).toList();
    assertThat(rows).isEqualTo(EventPayload.all().stream().map(EventPayloadTest::row).toList());
  }

  private static String row(Class<?> payload) {
    EventType type = EventPayload.typeOf(payload);
    String fields =
        Stream.of(payload.getRecordComponents())
            .map(EventPayloadTest::field)
            .collect(Collectors.joining(", "));
    return "| `" + type.value() + "` | " + type.summary() + " | " + fields + " |";
  }

  private static String field(RecordComponent component) {
    String name = component.getName().equals("isDefault") ? "default" : component.getName();
    boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return "`" + name + "`" + (optional ? "?" : "");
  }

  @Test
  void everyTypeIsASubjectAndWhatHappensToIt() {
    Pattern name = Pattern.compile("[a-z]+\\.[a-z_]+");
    assertThat(EventPayload.all())
        .hasSizeGreaterThan(25)
        .allSatisfy(
            payload -> {
              assertThat(payload.isRecord()).as(payload.getName()).isTrue();
              assertThat(EventPayload.typeOf(payload).value()).matches(name);
            })
        .extracting(payload -> EventPayload.typeOf(payload).value())
        .doesNotHaveDuplicates();
  }

  @Test
  void whatDoesNotApplyIsLeftOut() {
    var ended = new SubscriptionEvent.Ended("sub_1", "cus_1", LocalDate.parse("2026-03-01"), null);
    assertThat(ended.type()).isEqualTo("subscription.ended");
    assertThat(ended.subjectId()).isEqualTo("sub_1");
    assertThat(Wire.write(ended))
        .isEqualTo("{\"subscriptionId\":\"sub_1\",\"customerId\":\"cus_1\",\"on\":\"2026-03-01\"}");
  }

  @Test
  void aCardSaysWhetherItIsTheDefault() {
    assertThat(Wire.write(new CardEvent.Updated("pm_1", "cus_1", true)))
        .isEqualTo("{\"paymentMethodId\":\"pm_1\",\"customerId\":\"cus_1\",\"default\":true}");
  }
}
