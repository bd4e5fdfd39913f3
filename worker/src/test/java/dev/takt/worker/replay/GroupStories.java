package dev.takt.worker.replay;

import dev.takt.worker.demo.TaktClient;
import java.util.List;
import java.util.Map;

/** A group that is formed, joined, left and dissolved; and one whose charge is declined. */
record GroupStories(Stage stage) {

  void tell() {
    formedAndDissolved();
    declined();
    byOneCard();
    continuing();
  }

  private void formedAndDissolved() {
    var story = new Story(stage, "2026-01-01").customer("tok_ok");
    String one = story.signUp("2026-01-05").subscription;
    String other = story.signUp("2026-01-12").subscription;
    story.advance("2026-02-01");
    String group = form(story, List.of(one, other));
    String third =
        story.signUp(story.plan(Map.of()), "2026-02-11", Map.of("groupId", group)).subscription;
    stage.keep("signed-up-into-a-group", third);
    story.advance("2026-03-02");
    stage.api.delete("/v1/groups/" + group + "/members/" + third);
    stage.api.post("/v1/groups/" + group + "/members", Map.of("subscriptionId", third));
    story.advance("2026-04-02");
    stage.workflows.newUntypedWorkflowStub(workflowId(group)).signal("wake");
    stage.keep("member-of-a-group", one);
    stage.api.delete("/v1/groups/" + group);
    story.advance("2026-06-20");
    stage.keep("left-a-group", one);
    keep("formed-and-dissolved", group);
  }

  private void declined() {
    var story = new Story(stage, "2026-01-01").customer("tok_insufficient_funds");
    String group = form(story, List.of(story.signUp("2026-02-01").subscription));
    story.advance("2026-03-02");
    keep("declined", group);
  }

  private void byOneCard() {
    var story = new Story(stage, "2026-01-01").customer("tok_ok");
    String card = story.addCard("tok_ok");
    story.signUp(story.plan(Map.of()), "2026-02-01", Map.of("paymentMethodId", card));
    String group = form(story, List.of(story.subscription));
    stage.keepState(Stage.Row.GROUP, "by-one-card", group);
  }

  private void continuing() {
    var story = new Story(stage, "2026-01-01").customer("tok_ok");
    String group = form(story, List.of(story.signUp("2026-02-01").subscription));
    story.advance("2027-03-02");
    keep("continued", group);
  }

  private String form(Story story, List<String> members) {
    return TaktClient.id(
        stage.api.post(
            "/v1/groups",
            Map.of(
                "customerId",
                story.customer,
                "unit",
                "MONTH",
                "anchor",
                "2026-03-01",
                "members",
                members)));
  }

  private String workflowId(String group) {
    return "group/" + stage.merchantId + "/" + group;
  }

  private void keep(String name, String group) {
    stage.keepHistory("group/" + name, stage.workflows.fetchHistory(workflowId(group)));
    stage.keepState(Stage.Row.GROUP, name, group);
  }
}
