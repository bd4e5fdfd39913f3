package dev.takt.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Receiver;
import dev.takt.worker.stories.Rest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;

/** Two receivers of webhooks: one that is well, and one that takes all and never answers. */
final class Receivers implements AutoCloseable {
  private final CountDownLatch over = new CountDownLatch(1);
  private final Receiver well = Receiver.thatAnswers(204);
  private final Receiver hanging =
      Receiver.thatAnswers(
          (_, exchange) -> {
            over.await();
            exchange.sendResponseHeaders(204, -1);
          });

  /**
   * A merchant that both are told about.
   *
   * @param before how many events there were already
   */
  record Told(String merchant, String well, String hanging, int before) {}

  Told of(String merchant, Rest rest) {
    int before = rest.all("/v1/events").size();
    return new Told(merchant, endpoint(rest, well), endpoint(rest, hanging), before);
  }

  private static String endpoint(Rest rest, Receiver receiver) {
    return rest.post("/v1/webhook-endpoints", Map.of("url", receiver.url(), "types", List.of("*")))
        .expect(201)
        .id();
  }

  /**
   * The one that is well has heard of each event, and what it heard twice had the same id and said
   * the same; the one that hangs was asked, and held up nobody.
   */
  void mustHaveHeardAll(Told told, Rest rest) {
    List<JsonNode> events = rest.all("/v1/events");
    List<String> expected =
        events.subList(told.before(), events.size()).stream()
            .map(event -> event.get("id").asString())
            .toList();
    assertThat(expected).isNotEmpty();
    Insistence.until(
        "the receiver that is well has heard of all " + expected.size(),
        () -> heard(well, told).keySet().containsAll(expected));
    assertThat(heard(well, told).keySet()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(heard(well, told).values())
        .as("a repeat says the same under the same id")
        .allMatch(bodies -> bodies.size() == 1);
    assertThat(heard(hanging, told)).isNotEmpty();
    // So that what it leaves undone is not tried again in later scenes.
    rest.delete("/v1/webhook-endpoints/" + told.hanging()).good();
  }

  private static Map<String, Set<String>> heard(Receiver receiver, Told told) {
    Map<String, Set<String>> heard = new HashMap<>();
    for (Receiver.Post post : receiver.posts()) {
      if (post.json().get("merchantId").asString().equals(told.merchant())) {
        heard.computeIfAbsent(post.id(), _ -> new HashSet<>()).add(post.body());
      }
    }
    return heard;
  }

  @Override
  public void close() {
    over.countDown();
    well.close();
    hanging.close();
  }
}
