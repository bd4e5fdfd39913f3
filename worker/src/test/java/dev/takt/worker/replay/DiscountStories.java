package dev.takt.worker.replay;

import dev.takt.worker.demo.TaktClient;
import java.util.Map;

/** Discounts of each kind, and changes of terms for a while: granted, moved, taken back, over. */
record DiscountStories(Stage stage) {

  void tell() {
    var story = new Story(stage, "2026-02-20").customer("tok_ok");
    String code = stage.newName("WELCOME").replace("-", "");
    stage.api.post(
        "/v1/coupons", Map.of("code", code, "name", "Welcome", "percentOff", 10, "days", 20));
    story.signUp(story.plan(Map.of()), "2026-03-01", Map.of("couponCode", code));
    discount(story, Map.of("amountOff", 1_000, "periods", 2));
    String moved =
        discount(
            story,
            Map.of(
                "percentOff", 5, "until", "2026-07-01", "reason", "loyal", "from", "2026-03-10"));
    stage.api.patch(story.path("/discounts/" + moved), Map.of("until", "2026-06-01"));
    String taken = discount(story, Map.of("percentOff", 50, "days", 3, "countsPauses", true));
    stage.api.delete(story.path("/discounts/" + taken));
    discount(story, Map.of("percentOff", 1, "days", 300, "countsPauses", true));

    String cheaper = change(story, "2026-04-10", "2026-05-10");
    stage.api.patch(story.path("/changes/" + cheaper), Map.of("until", "2026-05-20"));
    String never = change(story, "2026-06-10", "2026-06-20");
    stage.api.delete(story.path("/changes/" + never));

    story.advance("2026-04-02").keep("discounts");
  }

  private String discount(Story story, Map<String, Object> discount) {
    return TaktClient.id(stage.api.post(story.path("/discounts"), discount));
  }

  private String change(Story story, String from, String until) {
    stage.api.post(
        story.path("/changes"),
        Map.of("price", 20_000, "when", "ON_DATE", "date", from, "until", until));
    return TaktClient.id(stage.api.get(story.path("/changes")).get("data").get(0));
  }
}
