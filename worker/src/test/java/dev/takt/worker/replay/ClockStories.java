package dev.takt.worker.replay;

import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.workflow.Queues;
import dev.takt.workflows.workflow.TestClockWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Instant;

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
    begunInTheMiddle();
  }

  /** As a run begins that was continued, or whose Temporal was lost, while its clock advances. */
  private void begunInTheMiddle() {
    var story = new Story(stage, "2026-02-20").customer("tok_ok").signUp("2026-03-01");
    story.advance("2026-03-05");
    String id = "clock/" + stage.merchantId + "/" + story.clock;
    stage.workflows.newUntypedWorkflowStub(id).terminate("so that another begins");
    TestClockWorkflow another =
        stage.workflows.newWorkflowStub(
            TestClockWorkflow.class,
            WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(Queues.MAIN).build());
    Instant to = Instant.parse("2026-04-05T09:00:00Z");
    WorkflowClient.start(
        another::live,
        new TestClockWorkflow.Clock(Identity.tenant(stage.merchantId, false), story.clock, to));
    stage.await(
        "the clock's advance",
        () ->
            Instant.parse(stage.api.get("/v1/test-clocks/" + story.clock).get("now").asString())
                .equals(to));
    keep(story, "begun-in-the-middle");
  }

  private void keep(Story story, String name) {
    String workflowId = "clock/" + stage.merchantId + "/" + story.clock;
    stage.keepHistory("clock/" + name, stage.workflows.fetchHistory(workflowId));
  }
}
