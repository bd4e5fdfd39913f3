package dev.takt.worker.replay;

import dev.takt.worker.demo.TaktClient;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.workflow.PaymentOperationWorkflow;
import dev.takt.workflows.workflow.Queues;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Errands about money: each kind, granted and refused. */
record ErrandStories(Stage stage) {

  void tell() {
    var story = new Story(stage, "2026-02-20").customer("tok_fail_2_then_ok").signUp("2026-03-01");
    // Before dunning's own first try.
    story.advance("2026-03-02");
    String invoice = "/v1/invoices/" + TaktClient.id(story.invoice());
    stage.api.post(invoice + "/retry", Map.of());
    stage.api.post(invoice + "/retry", Map.of());
    keep(story, "retry");
    retryOfWhatIsPaid(story);

    story.customer("tok_do_not_honor").signUp("2026-04-10").advance("2026-04-11");
    String unpaid = "/v1/invoices/" + TaktClient.id(story.invoice());
    stage.api.post(
        unpaid + "/payments",
        Map.of("amount", 10_000, "receivedOn", "2026-04-11", "reference", "statement 1"));
    keep(story, "bankPayment");
    stage.api.post(unpaid + "/write-off", Map.of("reason", "goodwill"));
    keep(story, "writeOff");
    moneyThatGoesBack(story, unpaid);
    keepRefusal(story);
  }

  /** What was too much is asked back; it came by bank, so the merchant transfers it. */
  private void moneyThatGoesBack(Story story, String paidTooMuch) {
    stage.api.post(paidTooMuch + "/payments", Map.of("amount", 40_000, "receivedOn", "2026-04-11"));
    stage.api.post(
        "/v1/customers/" + story.customer + "/balance/refund",
        Map.of("currency", "DKK", "amount", 1_000));
    keep(story, "refundBalance");
    String refund =
        TaktClient.id(stage.api.get("/v1/refunds?customerId=" + story.customer).get("data").get(0));
    stage.api.patch("/v1/merchant", Map.of("bankAccount", Map.of("iban", "DK5000400440116243")));
    stage.api.patch(
        "/v1/customers/" + story.customer,
        Map.of("bankAccount", Map.of("iban", "NO9386011117947")));
    stage.api.post("/v1/transfer-files", Map.of("refundIds", List.of(refund)));
    keep(story, "transferFile");
    stage.api.post(
        "/v1/refunds/" + refund + "/transferred",
        Map.of("on", "2026-04-11", "reference", "statement 42"));
    keep(story, "transferred");
  }

  /** The API refuses it first, unless the money comes just then. */
  private void retryOfWhatIsPaid(Story story) {
    String invoice = TaktClient.id(story.invoice());
    String workflowId = "errand/" + stage.merchantId + "/" + invoice + "/recording";
    PaymentOperationWorkflow errand =
        stage.workflows.newWorkflowStub(
            PaymentOperationWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(workflowId)
                .setTaskQueue(Queues.MAIN)
                .build());
    errand.run(
        new PaymentOperationWorkflow.Retry(
            Identity.tenant(stage.merchantId, false),
            invoice,
            "try_recording",
            card(story),
            Instant.parse("2026-03-02T09:00:00Z")));
    stage.keepHistory("errand/retry-refused", stage.workflows.fetchHistory(workflowId));
  }

  private String card(Story story) {
    String path = "/v1/customers/" + story.customer + "/payment-methods";
    return TaktClient.id(stage.api.get(path).get("data").get(0));
  }

  private void keepRefusal(Story story) {
    try {
      story.addCard("tok_unknown");
      throw new AssertionError("an unknown token was accepted");
    } catch (TaktClient.Refused expected) {
      keep(story, "addPaymentMethod");
    }
  }

  /** Keeps the latest errand of a kind. */
  void keep(Story story, String kind) {
    keep(story, kind, kind);
  }

  void keep(Story story, String kind, String name) {
    String written = "\"kind\":\"" + kind + "\"";
    stage.await(
        "the errand " + kind + " of " + story.customer,
        () -> {
          List<WorkflowExecutionHistory> found =
              stage
                  .workflows
                  .listExecutions("WorkflowType = 'Errand' AND ExecutionStatus = 'Completed'")
                  .limit(20)
                  .map(this::history)
                  .filter(
                      history ->
                          RecordedHistories.payloads(history).stream()
                              .anyMatch(payload -> payload.contains(written)))
                  .toList();
          found.stream()
              .findFirst()
              .ifPresent(history -> stage.keepHistory("errand/" + name, history));
          return !found.isEmpty();
        });
  }

  private WorkflowExecutionHistory history(WorkflowExecutionMetadata errand) {
    return stage.workflows.fetchHistory(
        errand.getExecution().getWorkflowId(), errand.getExecution().getRunId());
  }
}
