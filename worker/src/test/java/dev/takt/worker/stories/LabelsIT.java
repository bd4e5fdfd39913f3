package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.port.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Metadata: kept, told with events, changed key by key, and in no workflow. */
class LabelsIT {
  private final Story story = Story.from("2026-02-20");
  private final Rest rest = story.rest();

  @Test
  void whatIsNotedAboutASubscriptionIsToldWithItsEventsAndIsInNoWorkflow() {
    String customer = story.customer("tok_ok");
    String subscription =
        story.subscribe(
            customer,
            story.monthly(),
            "2026-03-01",
            Map.of("metadata", Map.of("seat", "Karen's", "floor", "2")));
    String path = "/v1/subscriptions/" + subscription;
    assertThat(metadata(rest.get(path))).isEqualTo(Map.of("seat", "Karen's", "floor", "2"));

    Map<String, Object> change = new HashMap<>();
    change.put("floor", "3");
    change.put("seat", null);
    Answer before = rest.get(path);
    Answer after = rest.patch(path, Map.of("metadata", change)).expect(200);
    assertThat(metadata(after)).isEqualTo(Map.of("floor", "3"));
    assertThat(after.text("version")).isEqualTo(before.text("version"));
    rest.send("PATCH", path, "{\"metadata\": {\"floor\": \"4\"}}", "If-Match", "\"99\"")
        .problem(412, "version_conflict");

    story.on("2026-03-05");
    Map<String, JsonNode> told =
        rest.all("/v1/events?subjectId=" + subscription).stream()
            .collect(
                Collectors.toMap(
                    event -> event.get("type").asString(), event -> event.at("/data/metadata")));
    assertThat(told.get("subscription.created").toString())
        .isEqualTo("{\"seat\":\"Karen's\",\"floor\":\"2\"}");
    assertThat(told.get("subscription.activated").toString()).isEqualTo("{\"floor\":\"3\"}");
    assertThat(
            OneTakt.database()
                .sql("select state::text from subscription where id = :id")
                .param("id", subscription)
                .query(String.class)
                .single())
        .doesNotContain("floor", "Karen");
  }

  @Test
  void whatIsNotedElsewhereIsChangedTheSameWay() {
    String customer = story.customer("tok_ok");
    String plan = story.monthly();
    String subscription = story.subscribe(customer, plan, "2026-02-20");
    Map<String, Object> group =
        Map.of(
            "customerId",
            customer,
            "unit",
            "MONTH",
            "anchor",
            "2026-03-01",
            "members",
            List.of(),
            "externalRef",
            "family-1",
            "metadata",
            Map.of("a", "1"));
    String groupId = rest.post("/v1/groups", group).expect(201).id();
    assertThat(rest.all("/v1/groups?externalRef=family-1")).hasSize(1);
    assertThat(
            rest.all("/v1/events?subjectId=" + groupId).getFirst().at("/data/metadata").toString())
        .isEqualTo("{\"a\":\"1\"}");
    String invoice = story.invoices(subscription).getFirst().get("id").asString();
    for (String path :
        List.of(
            "/v1/customers/" + customer,
            "/v1/plans/" + plan,
            "/v1/groups/" + groupId,
            "/v1/invoices/" + invoice)) {
      rest.patch(path, Map.of("metadata", Map.of("a", "1"))).expect(200);
      Answer more = rest.patch(path, Map.of("metadata", Map.of("b", "2"))).expect(200);
      assertThat(metadata(more)).as(path).isEqualTo(Map.of("a", "1", "b", "2"));
      assertThat(metadata(rest.get(path))).as(path).isEqualTo(metadata(more));
      assertThat(rest.patch(path, Map.of("metadata", keys(49))).problem(422, "invalid").pointers())
          .containsExactly("/metadata");
      assertThat(rest.get(path).body()).isEqualTo(more.body());
    }
    rest.patch("/v1/invoices/" + invoice, Map.of("metadata", keys(48))).expect(200);
  }

  @Test
  void whatIsTooMuchIsRefusedWithItsKeyAndNothingIsMade() {
    String customer = story.customer("tok_ok");
    Map<String, Object> signUp =
        Map.of("customerId", customer, "planId", story.monthly(), "startDate", "2026-03-01");
    refused(signUp, Map.of("k".repeat(41), "v"), "/metadata/" + "k".repeat(41));
    refused(signUp, Map.of("k", "v".repeat(501)), "/metadata/k");
    refused(signUp, keys(51), "/metadata");
    assertThat(rest.all("/v1/subscriptions?customerId=" + customer)).isEmpty();
    Map<String, Object> most = new HashMap<>(keys(49));
    most.put("k".repeat(40), "v".repeat(500));
    Map<String, Object> whole = new HashMap<>(signUp);
    whole.put("metadata", most);
    assertThat(metadata(rest.post("/v1/subscriptions", whole).expect(201))).isEqualTo(most);
    // A sign-up that is refused by its workflow's rules leaves no label behind.
    whole.put("couponCode", "UNKNOWN");
    rest.post("/v1/subscriptions", whole).problem(422, "coupon_unknown");
    assertThat(
            OneTakt.database()
                .sql("select count(*) from label where customer_id = :id")
                .param("id", customer)
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  private void refused(Map<String, Object> signUp, Map<String, ?> metadata, String pointer) {
    Map<String, Object> whole = new HashMap<>(signUp);
    whole.put("metadata", metadata);
    assertThat(rest.post("/v1/subscriptions", whole).problem(422, "invalid").pointers())
        .containsExactly(pointer);
  }

  private static Map<String, String> keys(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(i -> "key-" + i, i -> "value-" + i));
  }

  @SuppressWarnings("unchecked") // It holds texts only.
  private static Map<String, String> metadata(Answer answer) {
    return Wire.read(answer.json().get("metadata").toString(), Map.class);
  }
}
