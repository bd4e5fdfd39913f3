package dev.takt.worker.replay;

import dev.takt.worker.demo.TaktClient;
import dev.takt.workflows.port.Messages;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.workflow.MessageWorkflow;
import dev.takt.workflows.workflow.Queues;
import dev.takt.workflows.workflow.RemindersWorkflow;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowOptions;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message of its own, sent and not to be sent, and the hourly look at reminders. */
record MessageStories(Stage stage) {

  void tell() {
    var story = new Story(stage, "2026-02-20").customer("tok_do_not_honor").signUp("2026-03-01");
    story.advance("2026-03-02");
    send(story, Messages.Channel.EMAIL, Messages.Template.PAY_LINK, null, Map.of(), "sent");
    send(story, Messages.Channel.SMS, Messages.Template.PAY_LINK, null, Map.of(), "not-sent");
    send(
        story,
        Messages.Channel.EMAIL,
        Messages.Template.PAYMENT_FAILED,
        story.addCard("tok_ok"),
        Map.of("retryOn", "2026-03-05"),
        "with-facts");
    lookWhenWoken();
  }

  private void send(
      Story story,
      Messages.Channel channel,
      Messages.Template template,
      @Nullable String card,
      Map<String, String> facts,
      String name) {
    String key = "recording/" + name;
    String id = MessageWorkflow.id(stage.merchantId, key);
    stage
        .workflows
        .newWorkflowStub(
            MessageWorkflow.class,
            WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(Queues.MAIN).build())
        .run(
            new Messages.Message(
                Identity.tenant(stage.merchantId, false),
                key,
                story.customer,
                channel,
                template,
                TaktClient.id(story.invoice()),
                card,
                facts,
                Instant.parse("2026-03-02T09:00:00Z")));
    stage.keepHistory("message/" + name, stage.workflows.fetchHistory(id));
  }

  private void lookWhenWoken() {
    stage.workflows.newWorkflowStub(RemindersWorkflow.class, RemindersWorkflow.ID).wake();
    stage.await(
        "the second look",
        () ->
            stage.workflows.fetchHistory(RemindersWorkflow.ID).getEvents().stream()
                    .filter(
                        event ->
                            event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED)
                    .count()
                >= 2);
    stage.keepHistory("reminders/woken", stage.workflows.fetchHistory(RemindersWorkflow.ID));
  }
}
