package dev.takt.worker.replay;

import dev.takt.worker.demo.TaktClient;
import java.util.HashMap;
import java.util.Map;

/** A set-up fee, charges of each kind, billed and taken back, and goodwill. */
record ChargeStories(Stage stage) {

  void tell() {
    var story = new Story(stage, "2026-02-20").customer("tok_ok");
    story.signUp(story.plan(Map.of("setupFee", 10_000)), "2026-03-01", Map.of());
    stage.api.post(story.path("/credits"), Map.of("amount", 500, "reason", "Closed"));
    charge(story, Map.of("when", "NOW"));
    charge(
        story,
        Map.of(
            "when",
            "ON_DATE",
            "date",
            "2026-06-10",
            "servicePeriod",
            Map.of("from", "2026-06-10", "to", "2026-08-01")));
    String taken = charge(story, Map.of("vatRate", "12.5", "quantity", 2));
    stage.api.delete(story.path("/charges/" + taken));
    story.advance("2026-04-02").keep("charges");
  }

  private String charge(Story story, Map<String, ?> particulars) {
    var charge = new HashMap<String, Object>(Map.of("description", "Key", "amount", 5_000));
    charge.putAll(particulars);
    return TaktClient.id(stage.api.post(story.path("/charges"), charge));
  }
}
