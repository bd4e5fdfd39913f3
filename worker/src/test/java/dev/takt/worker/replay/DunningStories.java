package dev.takt.worker.replay;

import dev.takt.worker.demo.TaktClient;
import java.util.List;
import java.util.Map;

/** Debts: recovered by a retry, by another card, by bank; held, settled, given up; for the bank. */
record DunningStories(Stage stage) {
  private static final List<Map<String, Object>> LADDER =
      List.of(
          Map.of(
              "kind",
              "REMINDER",
              "afterDays",
              3,
              "fee",
              0,
              "deadlineDays",
              8,
              "template",
              "INVOICE_OVERDUE",
              "channel",
              "EMAIL"),
          Map.of("kind", "COMPENSATION", "afterDays", 5),
          Map.of("kind", "REMINDER", "afterDays", 10),
          Map.of("kind", "COLLECTION_NOTICE", "afterDays", 20, "fee", 5000, "deadlineDays", 10),
          Map.of("kind", "HAND_OVER", "afterDays", 31, "agency", "sandbox", "fee", 0));

  void tell() {
    var retried = declined("tok_fail_2_then_ok").advance("2026-03-12");
    keep(retried, "recovered-by-a-retry");

    var faulty = declined("tok_script_51-91-lost").advance("2026-03-12");
    keep(faulty, "technical-fault-and-lost-answer");

    var suspended = declined("tok_stolen_card").advance("2026-03-20");
    suspended.addCard("tok_ok");
    keep(suspended, "suspended-then-another-card");
    suspended.keep("suspended-and-restored");

    var byBank = declined("tok_do_not_honor");
    String invoice = "/v1/invoices/" + TaktClient.id(byBank.invoice());
    stage.api.post(invoice + "/payments", Map.of("amount", 31_000, "receivedOn", "2026-03-02"));
    keep(byBank, "paid-by-bank");

    held();
    heldWithAnotherCard();
    faultyStill();
    overdue();
    ceiling();
    ended();
    byLaw();
  }

  /** Letters with and without a fee, what is passed over, and what waits for a person. */
  void byLaw() {
    stage.api.put(
        "/v1/dunning-policies/default",
        Map.of("leastClaim", 1000, "tracks", Map.of("INVOICE_OVERDUE", Map.of("steps", LADDER))));
    var story = new Story(stage, "2026-02-20").customer("tok_ok");
    story.signUp(
        story.plan(Map.of()),
        "2026-03-01",
        Map.of("collection", "INVOICE", "paymentTermsDays", 10));
    story.advance("2026-03-02");
    String first = TaktClient.id(story.invoice());
    story.advance("2026-05-10");
    keep(first, "by-law");
  }

  private Story declined(String token) {
    return new Story(stage, "2026-02-20")
        .customer(token)
        .signUp("2026-03-01")
        .advance("2026-03-02");
  }

  private void held() {
    var story = declined("tok_insufficient_funds");
    String invoice = TaktClient.id(story.invoice());
    String path = path(story);
    stage.api.post(path + "/hold", Map.of("until", "2026-03-20"));
    story.advance("2026-03-10");
    stage.api.post(path + "/resume", Map.of());
    stage.api.post(path + "/hold", Map.of("until", "2026-03-12"));
    story.advance("2026-03-14");
    stage.api.post(path + "/settle", Map.of("amount", 10_000));
    story.advance("2026-06-20");
    keep(invoice, "held-settled-and-waiting-for-a-person");
  }

  /** On its way, so that its state has what is gone at the end; and by a policy for few. */
  private void heldWithAnotherCard() {
    var story = new Story(stage, "2026-02-20").customer("tok_insufficient_funds");
    String plan = story.plan(Map.of());
    stage
        .database
        .sql("update customer set segment = 'gold' where id = :id")
        .param("id", story.customer)
        .update();
    Map<String, Object> few = Map.of("planId", plan, "customerKind", "CONSUMER", "segment", "gold");
    stage.api.put("/v1/dunning-policies/gold", Map.of("appliesTo", few));
    story.signUp(plan, "2026-03-01", Map.of()).advance("2026-03-02");
    stage.api.post(path(story) + "/hold", Map.of("until", "2026-03-20"));
    story.addCard("tok_ok");
    story.advance("2026-03-03");
    stage.keepState(Stage.Row.DEBT, "held-with-another-card", TaktClient.id(story.invoice()));
  }

  private void faultyStill() {
    var story = declined("tok_script_51-91-91-91").advance("2026-03-03");
    stage.keepState(Stage.Row.DEBT, "technical-fault-still", TaktClient.id(story.invoice()));
  }

  private void overdue() {
    var story = new Story(stage, "2026-02-20").customer("tok_ok");
    story.signUp(
        story.plan(Map.of()),
        "2026-03-01",
        Map.of("collection", "INVOICE", "paymentTermsDays", 10));
    story.advance("2026-03-20");
    keep(story, "overdue");
  }

  private void ceiling() {
    var story = new Story(stage, "2026-02-20").customer("tok_insufficient_funds");
    String plan = story.plan(Map.of());
    for (int i = 0; i < 5; i++) {
      story.signUp(plan, "2026-03-01", Map.of());
    }
    story.advance("2026-03-30");
    keep(story, "card-schemes-ceiling");
  }

  private void ended() {
    stage.api.put(
        "/v1/dunning-policies/default",
        Map.of(
            "tracks",
            Map.of(
                "HARD_DECLINE",
                Map.of(
                    "steps",
                    List.of(
                        Map.of("kind", "MESSAGE", "channel", "EMAIL", "template", "CARD_REFUSED"),
                        Map.of("kind", "END", "afterDays", 5),
                        Map.of("kind", "WRITE_OFF", "afterDays", 9))))));
    var story = declined("tok_stolen_card").advance("2026-03-20");
    keep(story, "ended-and-given-up");
  }

  private String path(Story story) {
    String list = "/v1/dunning-cases?invoiceId=" + TaktClient.id(story.invoice());
    return "/v1/dunning-cases/" + TaktClient.id(stage.api.get(list).get("data").get(0));
  }

  private void keep(Story story, String name) {
    keep(TaktClient.id(story.invoice()), name);
  }

  private void keep(String invoice, String name) {
    String workflowId = "dunning/" + stage.merchantId + "/" + invoice;
    stage.keepHistory("dunning/" + name, stage.workflows.fetchHistory(workflowId));
    stage.keepState(Stage.Row.DEBT, name, invoice);
  }
}
