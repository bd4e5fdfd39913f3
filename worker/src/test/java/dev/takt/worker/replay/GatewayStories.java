package dev.takt.worker.replay;

import dev.takt.worker.demo.TaktClient;
import dev.takt.worker.stories.StripeSimulator;
import dev.takt.workflows.port.BankStatements;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.workflow.PaymentOperationWorkflow;
import dev.takt.workflows.workflow.PendingPaymentWorkflow;
import dev.takt.workflows.workflow.Queues;
import io.temporal.client.WorkflowOptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Gateways that are connected, that decide later, and that tell of it. */
record GatewayStories(Stage stage, StripeSimulator stripe) {
  private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");

  void tell() {
    pending("tok_pending_ok", "paid");
    pending("tok_pending_fails", "declined");
    newsOfStripe();
    matchOfAPayment();
  }

  private void pending(String token, String name) {
    var story = new Story(stage, "2026-02-20").customer(token).signUp("2026-03-01");
    story.advance("2026-03-01");
    String id = PendingPaymentWorkflow.id(stage.merchantId, payment(story));
    // Too early: the gateway has not decided.
    stage
        .workflows
        .newUntypedWorkflowStub(id)
        .signal("look", Instant.parse("2026-03-01T10:00:00Z"));
    story.advance("2026-03-03");
    stage.keepHistory("payment/" + name, stage.workflows.fetchHistory(id));
    stage.keep("pending-payment-" + name, story.subscription);
  }

  private String payment(Story story) {
    return TaktClient.id(
        stage.api.get("/v1/payments?customerId=" + story.customer).get("data").get(0));
  }

  private void newsOfStripe() {
    var errands = new ErrandStories(stage);
    var story = new Story(stage, "2026-02-20").customer("tok_ok");
    stage.api.put(
        "/v1/gateways/stripe",
        Map.of(
            "secretKey", "sk_test_right",
            "publishableKey", "pk_test_recording",
            "webhookSecret", "whsec_recording"));
    errands.keep(story, "gatewayConnection");
    stage.api.post(
        "/v1/customers/" + story.customer + "/payment-methods",
        Map.of("gateway", "stripe", "token", "pm_processing_1", "customer", "cus_recording"));
    errands.keep(story, "addPaymentMethod", "addPaymentMethod-stripe");
    story.signUp("2026-03-01").advance("2026-03-01");
    String intent = String.valueOf(stripe.intentsOf("pm_processing_1").getFirst().get("id"));
    stripe.succeed(intent);
    carryOut(
        "gatewayNews", new PaymentOperationWorkflow.GatewayNews(tenant(), "stripe", intent, AT));
  }

  /** There is no such entry: what matters is what the errand is told. */
  private void matchOfAPayment() {
    carryOut(
        "bankEntryDecision-payment",
        new PaymentOperationWorkflow.BankEntryDecision(
            tenant(),
            "ben_recording",
            new BankStatements.Decision(
                BankStatements.Kind.MATCH, List.of(), null, null, "pay_recording"),
            "req_recording",
            AT));
  }

  private String tenant() {
    return Identity.tenant(stage.merchantId, false);
  }

  private void carryOut(String name, PaymentOperationWorkflow.Errand errand) {
    String workflowId = PaymentOperationWorkflow.id(stage.merchantId, "recording/" + name);
    stage
        .workflows
        .newWorkflowStub(
            PaymentOperationWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(workflowId)
                .setTaskQueue(Queues.MAIN)
                .build())
        .run(errand);
    stage.keepHistory("errand/" + name, stage.workflows.fetchHistory(workflowId));
  }
}
