package dev.takt.worker.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.OneTakt;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowStub;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Other programs signal a subscription through Temporal, with the JSON of the REST call. */
@SuppressWarnings("unchecked") // JSON read as maps
class SignalsIT {
  private final Subscriber anna = Subscriber.from("2026-03-05");
  private int sent;

  private WorkflowStub workflow() {
    return OneTakt.workflows().newUntypedWorkflowStub(anna.read().get("workflowId").asString());
  }

  /** Sends one and waits until the history tells of it. */
  private JsonNode send(String name, Map<String, ?> argument) {
    int before = anna.history().size();
    workflow().signal(name, argument);
    anna.awaitHistory(before + 1);
    return anna.history().getLast();
  }

  private String id() {
    sent++;
    return "r" + sent;
  }

  @Test
  void eachDoesWhatTheRestCallDoes() {
    JsonNode asItWas = anna.timeline();
    send("pause", Map.of("requestId", id(), "from", "2026-03-11", "to", "2026-04-21"));
    JsonNode pause = anna.read().get("pauses").get(0);
    assertThat(pause.get("afterPause").asString()).isEqualTo("KEEP_DATES");
    assertThat(pause.get("settlement").asString()).isEqualTo("BALANCE");
    String pauseId = pause.get("id").asString();
    send("changePause", Map.of("requestId", id(), "pauseId", pauseId, "to", "2026-04-11"));
    assertThat(anna.time("2026-05-01")).contains("PAUSED [2026-03-11, 2026-04-11)");
    send("removePause", Map.of("requestId", id(), "pauseId", pauseId));
    assertThat(anna.timeline()).isEqualTo(asItWas);
    send("cancel", Map.of("requestId", id(), "when", "ON_DATE", "date", "2026-06-16"));
    assertThat(anna.read().get("endDate").asString()).isEqualTo("2026-06-16");
    send("undoCancellation", Map.of("requestId", id()));
    assertThat(anna.timeline()).isEqualTo(asItWas);
    send("change", Map.of("requestId", id(), "price", 40_000, "when", "NEXT_PERIOD"));
    String card = anna.story().card(anna.customer(), "tok_ok");
    send("paymentMethodChanged", Map.of("requestId", id(), "paymentMethodId", card));
    assertThat(anna.read().get("paymentMethodId").asString()).isEqualTo(card);
    anna.on("2026-04-02");
    assertThat(anna.invoiced()).containsExactly("2026-03-01 310.00", "2026-04-01 400.00");
    assertThat(anna.actions())
        .containsExactly(
            "signUp",
            "activated",
            "pause",
            "changePause",
            "removePause",
            "cancel",
            "undoCancellation",
            "change",
            "paymentMethodChanged");
    assertThat(anna.history().get(2).get("actor").asString()).isEqualTo("signal");
  }

  @Test
  void aDiscountIsGrantedAndRemoved() {
    JsonNode asItWas = anna.timeline();
    anna.rest()
        .post("/v1/coupons", Map.of("code", "HALF", "name", "Half", "percentOff", 50))
        .expect(201);
    String granted = id();
    send("discount", Map.of("requestId", granted, "couponCode", "HALF", "from", "2026-04-01"));
    JsonNode discount = anna.read().get("discounts").get(0);
    assertThat(discount.get("percentOff").asInt()).isEqualTo(50);
    assertThat(discount.get("couponCode").asString()).isEqualTo("HALF");
    send("removeDiscount", Map.of("requestId", id(), "discountId", "dis_" + granted));
    assertThat(anna.timeline()).isEqualTo(asItWas);
    send("discount", Map.of("requestId", id(), "couponCode", "NONE"));
    assertThat(refusalOf(anna.history().getLast())).isEqualTo("coupon_unknown");
  }

  @Test
  void aRefusedOneIsSeenInTheHistoryAndInTheDetails() {
    String first = anna.pause("2026-03-11", "2026-04-21").expect(201).id();
    long version = anna.read().get("version").asLong();
    JsonNode timeline = anna.timeline();
    JsonNode noted =
        send("pause", Map.of("requestId", id(), "from", "2026-04-01", "to", "2026-05-01"));
    assertThat(noted.get("refusal").get("code").asString()).isEqualTo("pause_overlaps");
    assertThat(noted.get("refusal").get("detail").asString()).contains(first);
    assertThat(details()).contains("Refused signal pause", first);
    send("undoCancellation", Map.of("requestId", id()));
    assertThat(details()).contains("Refused signal undoCancellation");
    assertThat(anna.read().get("version").asLong()).isEqualTo(version);
    assertThat(anna.timeline()).isEqualTo(timeline);
  }

  @Test
  void malformedOnesAreHarmless() {
    for (String name : List.of("pause", "changePause", "removePause", "cancel", "change")) {
      JsonNode noted = send(name, Map.of("requestId", id()));
      assertThat(noted.get("refusal").get("status").asInt()).as(name).isEqualTo(422);
    }
    send("pause", Map.of("from", "2026-03-11"));
    List<JsonNode> history = anna.history();
    workflow().signal("sing", Map.of("requestId", id()));
    for (Map.Entry<String, Map<String, ?>> wild : wild().entrySet()) {
      assertThat(refusalOf(send(wild.getKey(), wild.getValue()))).isEqualTo("out_of_range");
    }
    int before = anna.history().size();
    workflow().signal("pause");
    anna.awaitHistory(before + 1);
    assertThat(refusalOf(anna.history().getLast())).isEqualTo("incomplete_signal");
    history = anna.history();
    send("pause", Map.of("requestId", id(), "from", "2026-03-11", "to", "2026-04-21"));
    assertThat(anna.history())
        .hasSize(history.size() + 1)
        .startsWith(history.toArray(JsonNode[]::new));
    anna.on("2026-05-02");
    assertThat(anna.invoiced())
        .containsExactly("2026-03-01 310.00", "2026-04-21 0.00", "2026-05-01 203.33");
  }

  @Test
  void whatCannotBeReadIsSeenInTheHistory() {
    long version = anna.read().get("version").asLong();
    int before = anna.history().size();
    workflow().signal("pause", "nonsense");
    anna.awaitHistory(before + 1);
    assertThat(refusalOf(anna.history().getLast())).isEqualTo("unreadable");

    JsonNode date = send("pause", Map.of("requestId", id(), "from", "the 31st of February"));
    assertThat(refusalOf(date)).isEqualTo("invalid");
    assertThat(date.at("/refusal/pointer").asString()).isEqualTo("/from");
    assertThat(date.at("/request/requestId").asString()).isEqualTo("r" + sent);
    assertThat(details()).contains("Refused signal pause", "the 31st of February");

    JsonNode slip =
        send("pause", Map.of("requestId", id(), "from", "2026-03-11", "too", "2026-04-21"));
    assertThat(refusalOf(slip)).isEqualTo("unknown_field");
    assertThat(slip.at("/refusal/detail").asString()).contains("too");
    assertThat(refusalOf(send("cancel", Map.of("requestId", id(), "when", "NEVER"))))
        .isEqualTo("invalid");
    assertThat(refusalOf(send("change", Map.of("requestId", id(), "price", 1.5))))
        .isEqualTo("invalid");
    assertThat(refusalOf(send("change", Map.of("requestId", id(), "price", "100"))))
        .isEqualTo("invalid");
    assertThat(anna.read().get("version").asLong()).isEqualTo(version);
  }

  @Test
  void anotherPlanAndAPauseThatIsLeftOpen() {
    String yearly = anna.story().plan(Map.of("unit", "YEAR", "price", 310_000));
    String euro = anna.story().plan(Map.of("currency", "EUR"));
    JsonNode refused = send("change", Map.of("requestId", id(), "planId", euro));
    assertThat(refusalOf(refused)).isEqualTo("invalid");
    assertThat(refused.at("/refusal/detail").asString()).contains("EUR");
    assertThat(refusalOf(send("change", Map.of("requestId", id(), "planId", "pln_none"))))
        .isEqualTo("invalid");
    send("change", Map.of("requestId", id(), "planId", yearly, "when", "NEXT_PERIOD"));
    String pauseId = anna.pause("2026-05-11", "2026-05-21").expect(201).id();
    Map<String, Object> open = new HashMap<>(Map.of("requestId", id(), "pauseId", pauseId));
    open.put("to", null);
    send("changePause", open);
    assertThat(anna.read().at("/pauses/0/to").isNull()).isTrue();
    send("changePause", Map.of("requestId", id(), "pauseId", pauseId, "from", "2026-05-12"));
    assertThat(anna.read().at("/pauses/0/to").isNull()).as("what is absent stays").isTrue();

    anna.on("2026-04-02");

    assertThat(anna.invoiced()).hasSize(2);
    assertThat(anna.read().get("planId").asString()).isEqualTo(yearly);
  }

  private static String refusalOf(JsonNode noted) {
    return noted.get("refusal").get("code").asString();
  }

  /** What could be written down, and could not be computed with. */
  private Map<String, Map<String, ?>> wild() {
    return Map.of(
        "pause", Map.of("requestId", id(), "from", "2026-03-11", "to", "+999999999-12-31"),
        "cancel", Map.of("requestId", id(), "when", "ON_DATE", "date", "+999999999-12-31"),
        "change", Map.of("requestId", id(), "price", Long.MAX_VALUE),
        "removePause", Map.of("requestId", id(), "pauseId", "x".repeat(100_000)));
  }

  @Test
  void queriesTellTheStateAndTheTimeline() {
    assertThat(workflow().query("state", Map.class).get("currency")).isEqualTo("DKK");
    assertThat(workflow().query("timeline", List.class)).isNotEmpty();
  }

  private String details() {
    return workflow()
        .query("__temporal_workflow_metadata", WorkflowMetadata.class)
        .getCurrentDetails();
  }
}
