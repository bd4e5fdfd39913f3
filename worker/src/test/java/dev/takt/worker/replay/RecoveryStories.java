package dev.takt.worker.replay;

import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.workflow.Queues;
import dev.takt.workflows.workflow.SubscriptionWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Workflows that start from a recorded state, new or old, and a sign-up that is refused. */
record RecoveryStories(Stage stage) {

  void tell() {
    var adopted =
        new Story(stage, "2026-02-20")
            .customer("tok_ok")
            .signUp("2026-03-01")
            .advance("2026-03-05");
    Subscription old = state(adopted);
    lose(adopted);
    begin(old, "2026-03-05T09:00:00Z");
    adopted.advance("2026-04-02").keep("adopted");

    Subscription renewed = state(adopted);
    adopted.change(Map.of("quantity", 2));
    lose(adopted);
    begin(renewed, "2026-04-02T09:00:00Z");
    adopted.advance("2026-05-02").keep("fallen-behind-at-a-step");

    lose(adopted);
    begin(old, "2026-05-02T09:00:00Z");
    adopted.pause("2026-05-11", "2026-05-21", Map.of());
    adopted.advance("2026-06-02").keep("fallen-behind-at-a-request");

    refusedSignUp();
  }

  /** The API refuses it first, so it is started as a backup's import would start it. */
  private void refusedSignUp() {
    var story = new Story(stage, "2026-02-20").customer("tok_ok").signUp("2026-03-01");
    Subscription like = state(story);
    stage.api.put("/v1/merchant/books-closed-through", Map.of("date", "2020-12-31"));
    Subscription early = ClosedBooks.signUpBefore(like, "2020-12-01");
    begin(early, "2026-02-20T09:00:00Z");
    String workflowId = early.identity().workflowId();
    stage.workflows.newUntypedWorkflowStub(workflowId).getResult(Void.class);
    stage.keepHistory("subscription/sign-up-refused", stage.workflows.fetchHistory(workflowId));
  }

  private Subscription state(Story story) {
    return stage.workflow(story.subscription).query("state", Subscription.class);
  }

  private void lose(Story story) {
    stage.workflow(story.subscription).terminate("the recording loses it");
  }

  private void begin(Subscription state, @Nullable String testNow) {
    SubscriptionWorkflow workflow =
        stage.workflows.newWorkflowStub(
            SubscriptionWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(state.identity().workflowId())
                .setTaskQueue(Queues.MAIN)
                .build());
    WorkflowClient.start(
        workflow::live,
        new SubscriptionWorkflow.Life(
            state, "recording", testNow == null ? null : Instant.parse(testNow)));
  }
}
