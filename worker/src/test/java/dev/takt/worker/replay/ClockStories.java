package dev.takt.worker.replay;

/** Test clocks: advanced, failed on the way, advanced again, removed. */
record ClockStories(Stage stage) {

  void tell() {
    var story =
        new Story(stage, "2026-02-20")
            .customer("tok_ok")
            .signUp("2026-03-01")
            .advance("2026-03-05")
            .advance("2026-04-05");
    keep(story, "advanced");
    stage.workflow(story.subscription).terminate("so that its clock gets stuck");
    story.advance("2026-05-05");
    keep(story, "failed");

    var removed =
        new Story(stage, "2026-02-20")
            .customer("tok_ok")
            .signUp("2026-03-01")
            .advance("2026-03-05");
    stage.api.delete("/v1/test-clocks/" + removed.clock);
    keep(removed, "removed");
    stage.keepState("abandoned", removed.subscription);
  }

  private void keep(Story story, String name) {
    String workflowId = "clock/" + stage.merchantId + "/" + story.clock;
    stage.keepHistory("clock/" + name, stage.workflows.fetchHistory(workflowId));
  }
}
