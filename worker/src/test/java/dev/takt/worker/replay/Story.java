package dev.takt.worker.replay;

import dev.takt.worker.demo.TaktClient;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One subscription on a test clock of its own, over the REST API. */
final class Story {
  private final Stage stage;
  final String clock;
  String customer = "";
  String subscription = "";

  /**
   * @param today the clock stands at ten in the morning of it
   */
  Story(Stage stage, String today) {
    this.stage = stage;
    this.clock =
        TaktClient.id(stage.api.post("/v1/test-clocks", Map.of("now", today + "T09:00:00Z")));
  }

  /** With a customer who has a card of that token. */
  Story customer(String token) {
    customer =
        TaktClient.id(
            stage.api.post(
                "/v1/customers",
                Map.of("name", "Karen", "email", "karen@example.com", "testClockId", clock)));
    addCard(token);
    return this;
  }

  String addCard(String token) {
    return TaktClient.id(
        stage.api.post(
            "/v1/customers/" + customer + "/payment-methods",
            Map.of("gateway", "sandbox", "token", token)));
  }

  /** A plan of 310.00, by months unless said otherwise. */
  String plan(Map<String, Object> particulars) {
    Map<String, Object> plan =
        new HashMap<>(Map.of("name", "The paper", "unit", "MONTH", "currency", "DKK"));
    plan.put("code", stage.newName("paper"));
    plan.put("price", 31_000);
    plan.putAll(particulars);
    return TaktClient.id(stage.api.post("/v1/plans", plan));
  }

  Story signUp(String startDate) {
    return signUp(plan(Map.of()), startDate, Map.of());
  }

  Story signUp(String plan, String startDate, Map<String, Object> particulars) {
    Map<String, Object> body = new HashMap<>();
    body.put("customerId", customer);
    body.put("planId", plan);
    body.put("startDate", startDate);
    body.putAll(particulars);
    subscription = TaktClient.id(stage.api.post("/v1/subscriptions", body));
    return this;
  }

  /** Moves the clock to ten in the morning of a date, and waits until all is done or it failed. */
  Story advance(String date) {
    stage.api.post("/v1/test-clocks/" + clock + "/advance", Map.of("to", date + "T09:00:00Z"));
    stage.await(
        "the advance to " + date,
        () ->
            !stage
                .api
                .get("/v1/test-clocks/" + clock)
                .get("status")
                .asString()
                .equals("ADVANCING"));
    return this;
  }

  /** Plans a pause and answers with its id. */
  String pause(String from, String to, Map<String, Object> particulars) {
    Map<String, Object> body = new HashMap<>(Map.of("from", from, "to", to));
    body.putAll(particulars);
    return TaktClient.id(stage.api.post(path("/pauses"), body));
  }

  Story cancel(Map<String, Object> cancellation) {
    stage.api.put(path("/cancellation"), cancellation);
    return this;
  }

  Story change(Map<String, Object> change) {
    stage.api.post(path("/changes"), change);
    return this;
  }

  /** The newest invoice. */
  JsonNode invoice() {
    return stage.api.get("/v1/invoices?subscriptionId=" + subscription).get("data").get(0);
  }

  String path(String below) {
    return "/v1/subscriptions/" + subscription + below;
  }

  Story keep(String name) {
    stage.keep(name, subscription);
    return this;
  }
}
