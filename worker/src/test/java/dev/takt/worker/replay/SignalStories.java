package dev.takt.worker.replay;

import dev.takt.worker.demo.TaktClient;
import java.util.HashMap;
import java.util.Map;

/** Signals from backend services: granted, repeated, refused, incomplete. */
record SignalStories(Stage stage) {

  void tell() {
    var story =
        new Story(stage, "2026-02-20")
            .customer("tok_ok")
            .signUp("2026-03-01")
            .advance("2026-03-05");
    send(story, "pause", "r1", Map.of("from", "2026-03-11", "to", "2026-03-21"));
    send(story, "pause", "r1", Map.of("from", "2026-03-11", "to", "2026-03-21"));
    refuse(story, "pause", "r2", Map.of("from", "2026-03-15", "to", "2026-03-25"));
    refuse(story, "pause", "r3", Map.of("to", "2026-03-25"));
    send(story, "changePause", "r4", Map.of("pauseId", "pau_r1", "to", "2026-03-23"));
    send(story, "removePause", "r5", Map.of("pauseId", "pau_r1"));
    send(story, "change", "r6", Map.of("price", 20_000));
    stage.api.post("/v1/coupons", Map.of("code", "SIGNAL", "name", "Signal", "percentOff", 5));
    send(story, "discount", "r14", Map.of("couponCode", "SIGNAL"));
    send(story, "removeDiscount", "r15", Map.of("discountId", "dis_r14"));
    send(story, "charge", "r16", Map.of("description", "Key", "amount", 500));
    send(story, "removeCharge", "r17", Map.of("chargeId", "chg_r16"));
    send(story, "credit", "r18", Map.of("amount", 500, "reason", "Closed"));
    String card = story.addCard("tok_ok");
    send(story, "paymentMethodChanged", "r7", Map.of("paymentMethodId", card));
    send(story, "change", "r11", Map.of("planId", story.plan(Map.of("price", 25_000))));
    refuse(story, "change", "r12", Map.of("planId", "pln_none"));
    refuse(story, "pause", "r13", Map.of("from", "2026-03-11", "too", "2026-03-21"));
    send(story, "cancel", "r8", Map.of("when", "ON_DATE", "date", "2026-04-16"));
    send(story, "undoCancellation", "r9", Map.of());
    refuse(story, "undoCancellation", "r10", Map.of());
    stage.signal(story.subscription, "wake");
    refuseOverRest(story);
    story.advance("2026-04-02").keep("signals");
  }

  /** An update that its validator rejects leaves nothing in the history; one is in between. */
  private void refuseOverRest(Story story) {
    try {
      story.pause("2020-01-01", "2020-02-01", Map.of());
      throw new AssertionError("a pause before the start was granted");
    } catch (TaktClient.Refused expected) {
      story.change(Map.of("quantity", 2));
    }
  }

  private void send(Story story, String name, String requestId, Map<String, Object> fields) {
    signal(story, name, requestId, fields);
    stage.await(
        name,
        () ->
            stage
                .database
                .sql(
                    "select state -> 'recentRequests' ?? :request from subscription where id = :id")
                .param("request", requestId)
                .param("id", story.subscription)
                .query(Boolean.class)
                .single());
  }

  private void refuse(Story story, String name, String requestId, Map<String, Object> fields) {
    signal(story, name, requestId, fields);
    stage.await(
        "the refusal of " + name,
        () ->
            stage
                .database
                .sql(
                    """
                    select exists (select from history where subject_id = :id
                      and refusal is not null and request ->> 'requestId' = :request)
                    """)
                .param("request", requestId)
                .param("id", story.subscription)
                .query(Boolean.class)
                .single());
  }

  private void signal(Story story, String name, String requestId, Map<String, Object> fields) {
    Map<String, Object> argument = new HashMap<>(fields);
    argument.put("requestId", requestId);
    stage.signal(story.subscription, name, argument);
  }
}
