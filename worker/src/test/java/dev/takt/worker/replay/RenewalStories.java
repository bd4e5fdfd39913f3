package dev.takt.worker.replay;

import io.temporal.common.WorkflowExecutionHistory;
import java.util.Map;

/** Renewals, and changes of what they cost. */
record RenewalStories(Stage stage) {

  void tell() {
    new Story(stage, "2026-02-20")
        .customer("tok_ok")
        .signUp("2026-03-01")
        .advance("2026-05-02")
        .keep("renewals-paid");
    byACardOfItsOwn();
    new Story(stage, "2026-02-20")
        .customer("tok_insufficient_funds")
        .signUp("2026-03-01")
        .advance("2026-04-02")
        .keep("renewals-declined");
    new Story(stage, "2026-02-20")
        .customer("tok_timeout_before_capture")
        .signUp("2026-03-01")
        .advance("2026-03-02")
        .keep("renewal-tried-again");
    new Story(stage, "2026-06-10").customer("tok_ok").signUp("2026-02-28").keep("catching-up");
    byInvoiceInArrearsAfterATrial();
    terms();
    aPlansNewPrice();
    ontoAPlanWithAnAnnouncedPrice();
    continuing();
  }

  private void byACardOfItsOwn() {
    var story = new Story(stage, "2026-02-20").customer("tok_do_not_honor");
    String card = story.addCard("tok_ok");
    story.signUp(story.plan(Map.of()), "2026-03-01", Map.of("paymentMethodId", card));
    story.advance("2026-03-02").keep("by-a-card-of-its-own");
  }

  private void byInvoiceInArrearsAfterATrial() {
    var story = new Story(stage, "2026-02-20").customer("tok_ok");
    String plan = story.plan(Map.of("billing", "IN_ARREARS", "trialDays", 14));
    story.signUp(
        plan, "2026-03-01", Map.of("collection", "INVOICE", "anchorDay", 1, "externalRef", "c-1"));
    story.pause("2026-03-05", "2026-03-12", Map.of());
    story.advance("2026-05-02").keep("trial-then-arrears");
  }

  private void terms() {
    var story = new Story(stage, "2026-02-20").customer("tok_ok");
    String plan = story.plan(Map.of("price", 9_900, "noticePeriod", "P1M", "minimumTerm", "P3M"));
    story.signUp(plan, "2026-03-01", Map.of("quantity", 2)).advance("2026-03-10");
    story.change(Map.of("price", 12_000, "when", "ON_DATE", "date", "2026-03-20"));
    story.change(Map.of("quantity", 3, "when", "NEXT_PERIOD")).advance("2026-04-10");
    story.change(Map.of("planId", story.plan(Map.of("unit", "YEAR")), "when", "NEXT_PERIOD"));
    story.advance("2026-05-02").keep("terms-changed");
  }

  private void ontoAPlanWithAnAnnouncedPrice() {
    var story = new Story(stage, "2026-02-20").customer("tok_ok");
    String yearly = story.plan(Map.of("unit", "YEAR"));
    stage.api.post(
        "/v1/plans/" + yearly + "/prices",
        Map.of("price", 99_000, "effectiveFrom", "2026-06-01", "reach", "NEXT_PERIOD"));
    story.signUp(story.plan(Map.of()), "2026-03-01", Map.of()).advance("2026-03-10");
    story.change(Map.of("planId", yearly, "when", "NEXT_PERIOD"));
    story.advance("2026-04-02").keep("onto-a-plan-with-an-announced-price");
  }

  private void aPlansNewPrice() {
    var story = new Story(stage, "2026-02-20").customer("tok_ok");
    String plan = story.plan(Map.of());
    story.signUp(plan, "2026-03-01", Map.of()).advance("2026-03-10");
    stage.api.post(
        "/v1/plans/" + plan + "/prices",
        Map.of("price", 35_000, "effectiveFrom", "2026-04-01", "reach", "NEXT_PERIOD"));
    String rollout = "WorkflowType = 'PriceRollout' AND ExecutionStatus = 'Completed'";
    stage.await(
        "the rollout", () -> stage.workflows.listExecutions(rollout).findFirst().isPresent());
    stage.keepHistory(
        "price-rollout/next-period",
        stage.workflows.fetchHistory(
            stage
                .workflows
                .listExecutions(rollout)
                .findFirst()
                .orElseThrow()
                .getExecution()
                .getWorkflowId()));
    story.advance("2026-04-02").keep("price-of-the-plan-changed");
  }

  private void continuing() {
    var story = new Story(stage, "2026-02-27").customer("tok_ok");
    story.signUp(story.plan(Map.of("unit", "DAY", "price", 1_000)), "2026-03-01", Map.of());
    story.advance("2026-03-16").keep("continued-second-run");
    WorkflowExecutionHistory second =
        stage.workflows.fetchHistory(stage.workflowId(story.subscription));
    String first =
        second
            .getEvents()
            .getFirst()
            .getWorkflowExecutionStartedEventAttributes()
            .getContinuedExecutionRunId();
    stage.keepHistory(
        "subscription/continued-first-run",
        stage.workflows.fetchHistory(stage.workflowId(story.subscription), first));
  }
}
