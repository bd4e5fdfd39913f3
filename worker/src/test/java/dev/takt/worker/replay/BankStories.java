package dev.takt.worker.replay;

import dev.takt.worker.demo.TaktClient;
import dev.takt.worker.stories.BankFile;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Files of a bank: what pays by itself, what a person decides, and what is waited for. */
record BankStories(Stage stage) {
  private static final String IBAN = "DK5000400440116243";

  void tell() {
    stage.api.patch("/v1/merchant", Map.of("bankAccount", Map.of("iban", IBAN)));
    var errands = new ErrandStories(stage);
    Story story = new Story(stage, "2026-02-20").customer("tok_ok");
    byBank(story, Map.of()).advance("2026-03-02");
    var file =
        new BankFile("2026-03-02", 0)
            .with("1", 31_000, reference(story), "Karen")
            .with("2", 500, "", "")
            .with("3", 600, "", "")
            .with("4", 700, "", "");
    stage.send(file.of(IBAN));
    errands.keep(story, "bankFile");

    byBank(story, Map.of()).advance("2026-03-03");
    String invoice = TaktClient.id(story.invoice());
    decide(errands, story, "match", Map.of("invoiceIds", List.of(invoice)), "invoices");
    decide(errands, story, "match", Map.of("customerId", story.customer), "customer");
    decide(errands, story, "ignore", Map.of("reason", "private"), "ignored");
    unread();
  }

  private void decide(
      ErrandStories errands, Story story, String what, Map<String, Object> body, String name) {
    JsonNode entry = stage.api.get("/v1/bank-entries?status=UNMATCHED").get("data").get(0);
    stage.api.post("/v1/bank-entries/" + TaktClient.id(entry) + "/" + what, body);
    errands.keep(story, "bankEntryDecision", "bankEntryDecision-" + name);
  }

  /** Service is not withheld while nobody knows whether the money is in the bank. */
  private void unread() {
    var story = new Story(stage, "2026-02-20").customer("tok_ok");
    String plan = story.plan(Map.of());
    stage.api.put(
        "/v1/dunning-policies/by-bank",
        Map.of(
            "appliesTo",
            Map.of("planId", plan),
            "requireBankRead",
            true,
            "tracks",
            Map.of(
                "INVOICE_OVERDUE",
                Map.of(
                    "steps",
                    List.of(
                        Map.of(
                            "kind", "MESSAGE",
                            "channel", "EMAIL",
                            "template", "INVOICE_OVERDUE",
                            "afterDays", 2),
                        Map.of("kind", "SUSPEND", "afterDays", 6))))));
    story
        .signUp(plan, "2026-03-01", Map.of("collection", "INVOICE", "paymentTermsDays", 10))
        .advance("2026-03-20");
    stage.keepState(Stage.Row.DEBT, "waits-for-the-bank", TaktClient.id(story.invoice()));
    stage.keepHistory(
        "dunning/waits-for-the-bank",
        stage.workflows.fetchHistory(
            "dunning/" + stage.merchantId + "/" + TaktClient.id(story.invoice())));
  }

  private Story byBank(Story story, Map<String, Object> plan) {
    return story.signUp(
        story.plan(plan), "2026-03-01", Map.of("collection", "INVOICE", "paymentTermsDays", 20));
  }

  private static String reference(Story story) {
    return story.invoice().get("paymentReference").get("value").asString();
  }
}
