package dev.takt.worker.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A plan with a price by quantity, its announced one, and a change to another such plan. */
record TierStories(Stage stage) {

  void tell() {
    var story = new Story(stage, "2026-02-20").customer("tok_ok");
    String other = story.plan(tiers("VOLUME"));
    stage.api.post("/v1/plans/" + other + "/prices", announced("2026-05-01"));
    String plan = story.plan(tiers("GRADUATED"));
    story.signUp(plan, "2026-03-01", Map.of("quantity", 12));
    stage.api.post("/v1/plans/" + plan + "/prices", announced("2026-03-20"));
    stage.api.post(
        story.path("/changes"), Map.of("planId", other, "when", "ON_DATE", "date", "2026-04-01"));
    story.advance("2026-04-02").keep("priced-by-tiers");
  }

  private static Map<String, Object> announced(String from) {
    Map<String, Object> price = tiers("VOLUME");
    price.remove("price");
    price.putAll(Map.of("effectiveFrom", from, "reach", "ON_DATE"));
    return price;
  }

  private static Map<String, Object> tiers(String mode) {
    Map<String, Object> price = new HashMap<>();
    price.put("price", null);
    price.put("tiersMode", mode);
    price.put(
        "tiers",
        List.of(
            Map.of("upTo", 10, "unitAmount", 3_100),
            Map.of("unitAmount", 1_500, "flatAmount", 100)));
    return price;
  }
}
