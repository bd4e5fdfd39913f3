package dev.takt.worker.stories;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A merchant that has one of everything.
 *
 * @param ids of each resource, by the word that stands before the id in its path
 */
record World(Story story, Map<String, String> ids) {
  /** Credentials that the Stripe of the stories accepts. */
  static final Map<String, Object> STRIPE =
      Map.of(
          "secretKey", "sk_test_right",
          "publishableKey", "pk_test_ofTheWorld",
          "webhookSecret", "whsec_ofTheWorld");

  private static final Map<String, ?> REMINDED =
      Map.of(
          "steps",
          List.of(
              Map.of("kind", "MESSAGE", "channel", "EMAIL", "template", "CARD_REFUSED"),
              Map.of("kind", "REMINDER", "afterDays", 1, "fee", 0),
              Map.of("kind", "WAIT_FOR_PERSON", "afterDays", 60)));

  static World make() {
    var story = Story.from("2026-02-20");
    Rest rest = story.rest();
    String customer = story.customer();
    String card = story.card(customer, "tok_ok");
    String plan = story.monthly();
    String subscription = story.subscribe(customer, plan, "2026-03-01");
    // A card that expires makes a message.
    String told = story.customer("tok_exp_0326");
    story.subscribe(told, plan, "2026-03-01");
    story.on("2026-03-05");
    // What is paid and then given back makes a credit note.
    String ended = story.subscribe(customer, plan, "2026-03-05");
    rest.put(
            "/v1/subscriptions/" + ended + "/cancellation",
            Map.of("when", "ON_DATE", "date", "2026-03-08"))
        .good();
    // What only its customer can mend stays open, and is reminded of by a letter.
    rest.put("/v1/dunning-policies/default", Map.of("tracks", Map.of("HARD_DECLINE", REMINDED)))
        .expect(200);
    story.subscribe(story.customer("tok_stolen_card"), plan, "2026-03-05");
    story.on("2026-03-09");
    String unpaid = story.subscribe(customer, plan, "2026-03-09", Map.of("collection", "INVOICE"));
    String pause =
        rest.post(
                "/v1/subscriptions/" + subscription + "/pauses",
                Map.of("from", "2026-06-01", "to", "2026-06-10"))
            .expect(201)
            .id();
    String coupon =
        rest.post("/v1/coupons", Map.of("code", "WORLD", "name", "World", "percentOff", 5))
            .expect(201)
            .id();
    String discount =
        rest.post(
                "/v1/subscriptions/" + subscription + "/discounts",
                Map.of("percentOff", 10, "days", 30, "from", "2026-07-01"))
            .expect(201)
            .id();
    rest.post(
            "/v1/subscriptions/" + subscription + "/changes",
            Map.of("price", 20_000, "when", "ON_DATE", "date", "2026-08-01", "until", "2026-09-15"))
        .good();
    rest.put("/v1/gateways/stripe", STRIPE).expect(200);
    String charge =
        rest.post(
                "/v1/subscriptions/" + subscription + "/charges",
                Map.of("description", "Delivery", "amount", 4_900, "when", "NEXT_INVOICE"))
            .expect(201)
            .id();
    String change =
        rest.all("/v1/subscriptions/" + subscription + "/changes").getFirst().get("id").asString();
    String member = story.subscribe(customer, plan, "2026-04-02");
    String group =
        rest.post(
                "/v1/groups",
                Map.of(
                    "customerId",
                    customer,
                    "unit",
                    "MONTH",
                    "anchor",
                    "2026-05-01",
                    "members",
                    List.of(member)))
            .expect(201)
            .id();
    rest.put(
            "/v1/dunning-policies/businesses",
            Map.of("appliesTo", Map.of("customerKind", "BUSINESS")))
        .expect(200);
    String iban = "DK5000400440116243";
    rest.patch("/v1/merchant", Map.of("bankAccount", Map.of("iban", iban))).expect(200);
    String statement =
        rest.sendAs(
                "application/xml",
                "POST",
                "/v1/bank-statements",
                new BankFile("2026-03-09", 0).with("1", 777, "", "Nobody").of(iban))
            .expect(201)
            .id();
    String key = rest.post("/v1/merchant/api-keys", Map.of("name", "second")).expect(201).id();
    // Disabled: what would be sent would change by itself.
    String endpoint =
        rest.post(
                "/v1/webhook-endpoints",
                Map.of("url", "https://example.com/takt", "enabled", false))
            .expect(201)
            .id();
    String paid = story.invoices(subscription).getFirst().get("id").asString();
    rest.post(
            "/v1/invoices/" + paid + "/payments", Map.of("amount", 100, "receivedOn", "2026-03-09"))
        .expect(201);
    rest.post(
            "/v1/customers/" + customer + "/balance/refund",
            Map.of("currency", "DKK", "amount", 50))
        .expect(201);
    rest.patch(
            "/v1/customers/" + customer, Map.of("bankAccount", Map.of("iban", "NO9386011117947")))
        .expect(200);
    String file = rest.post("/v1/transfer-files", Map.of()).expect(201).id();
    String debt = rest.all("/v1/dunning-cases").getFirst().get("id").asString();
    JsonNode letters = rest.get("/v1/dunning-cases/" + debt + "/documents").expect(200).json();
    return new World(
        story,
        Map.ofEntries(
            Map.entry("test-clocks", story.clock()),
            Map.entry("customers", customer),
            Map.entry("payment-methods", card),
            Map.entry("plans", plan),
            Map.entry("subscriptions", subscription),
            Map.entry("groups", group),
            Map.entry("members", member),
            Map.entry("pauses", pause),
            Map.entry("coupons", coupon),
            Map.entry("discounts", discount),
            Map.entry("charges", charge),
            Map.entry("changes", change),
            Map.entry("invoices", story.invoices(unpaid).getFirst().get("id").asString()),
            Map.entry("credit-notes", rest.all("/v1/credit-notes").getFirst().get("id").asString()),
            Map.entry("payments", rest.all("/v1/payments").getFirst().get("id").asString()),
            Map.entry(
                "refunds",
                rest.all("/v1/refunds?status=TO_TRANSFER").getFirst().get("id").asString()),
            Map.entry("dunning-cases", debt),
            Map.entry("documents", letters.at("/data/0/id").asString()),
            Map.entry("dunning-policies", "businesses"),
            Map.entry("gateways", "stripe"),
            Map.entry("webhook-endpoints", endpoint),
            Map.entry("deliveries", rest.all("/v1/events").getFirst().get("id").asString()),
            Map.entry("transfer-files", file),
            Map.entry("bank-statements", statement),
            Map.entry("bank-entries", rest.all("/v1/bank-entries").getFirst().get("id").asString()),
            Map.entry("api-keys", key),
            Map.entry("message-templates", "PAYMENT_FAILED"),
            Map.entry("messages", rest.all("/v1/messages").getFirst().get("id").asString())));
  }

  Rest rest() {
    return story.rest();
  }

  String id(String resource) {
    return Everything.resolve("/" + resource + "/{id}", ids).substring(resource.length() + 2);
  }

  /** A path of the API with this world's ids. */
  String path(String template) {
    return Everything.resolve(template, ids);
  }

  /** All that can be read of this world. */
  String everything() {
    return Everything.of(rest(), ids);
  }
}
