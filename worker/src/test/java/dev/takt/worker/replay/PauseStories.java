package dev.takt.worker.replay;

import java.util.Map;

/** Pauses: planned, running, moved, removed, reaching back. */
record PauseStories(Stage stage) {

  void tell() {
    var planned = paidMonthly();
    planned.pause("2026-03-11", "2026-04-21", Map.of());
    planned.advance("2026-05-02").keep("pause-planned");

    var moved = paidMonthly();
    String pause = moved.pause("2026-03-11", "2026-03-21", Map.of("afterPause", "EXTEND"));
    stage.api.patch(moved.path("/pauses/" + pause), Map.of("from", "2026-03-13"));
    moved.advance("2026-03-15");
    stage.api.patch(moved.path("/pauses/" + pause), Map.of("to", "2026-04-10"));
    moved.advance("2026-05-20").keep("pause-moved-while-running");

    var removed = paidMonthly();
    String running =
        removed.pause(
            "2026-03-11", "2026-06-01", Map.of("settlement", "REFUND", "afterPause", "RESTART"));
    String later = removed.pause("2026-07-11", "2026-08-01", Map.of());
    stage.api.delete(removed.path("/pauses/" + later));
    removed.advance("2026-03-20");
    stage.api.delete(removed.path("/pauses/" + running));
    removed.advance("2026-04-02").keep("pause-refunded-then-removed");

    var reachingBack = paidMonthly().advance("2026-06-10");
    reachingBack.pause("2026-03-20", "2026-04-10", Map.of("settlement", "NONE"));
    reachingBack.advance("2026-07-02").keep("pause-reaching-back");

    var open = paidMonthly();
    stage.api.post(open.path("/pauses"), Map.of("from", "2026-03-11", "reason", "INJURY"));
    open.advance("2026-05-02").keep("pause-open");
  }

  private Story paidMonthly() {
    return new Story(stage, "2026-02-20")
        .customer("tok_ok")
        .signUp("2026-03-01")
        .advance("2026-03-05");
  }
}
