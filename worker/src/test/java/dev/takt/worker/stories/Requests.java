package dev.takt.worker.stories;

import java.util.List;
import java.util.Map;

/**
 * A request of each kind that changes something and has a body: a good one, in the {@link World}.
 *
 * @param path its template, as in the OpenAPI document
 */
record Requests(String method, String path, Map<String, Object> body) {

  private static final Map<String, Object> WORDS =
      Map.of("subject", "S", "text", "{{name}}", "html", "<p>{{name}}</p>", "sms", "{{link}}");

  /** One of each. */
  static List<Requests> all(World world) {
    String customer = world.id("customers");
    String plan = world.id("plans");
    return List.of(
        new Requests(
            "POST",
            "/v1/merchants",
            Map.of(
                "name", "B",
                "country", "DK",
                "timeZone", "Europe/Copenhagen",
                "currency", "DKK",
                "locale", "da",
                "billingTime", "06:00",
                "billingSpreadMinutes", 5)),
        new Requests(
            "PATCH",
            "/v1/merchant",
            Map.of(
                "name", "C",
                "timeZone", "Europe/Oslo",
                "companyNumber", "34593833",
                "vatNumber", "DK34593833",
                "email", "c@example.com",
                "phone", "+45 12 34 56 78",
                "fikCreditorNumber", "87654321",
                "bankgiro", "5050-1055")),
        new Requests("PUT", "/v1/merchant/books-closed-through", Map.of("date", "2026-01-31")),
        new Requests(
            "POST", "/v1/merchant/api-keys", Map.of("name", "third", "scopes", List.of("READ"))),
        new Requests("POST", "/v1/test-clocks", Map.of("now", "2026-01-01T00:00:00Z")),
        new Requests("POST", "/v1/test-clocks/{id}/advance", Map.of("to", "2026-03-10T00:00:00Z")),
        new Requests(
            "POST",
            "/v1/customers",
            Map.of(
                "name", "Ida",
                "email", "ida@example.com",
                "phone", "+45 12 34 56 78",
                "kind", "CONSUMER",
                "country", "DK",
                "locale", "da",
                "companyNumber", "1",
                "externalRef", "x",
                "testClockId", world.id("test-clocks"))),
        new Requests(
            "PATCH", "/v1/customers/{id}", Map.of("name", "Ida", "email", "ida@example.com")),
        new Requests(
            "POST",
            "/v1/customers/{customerId}/payment-methods",
            Map.of("gateway", "sandbox", "token", "tok_ok", "default", true)),
        new Requests(
            "POST",
            "/v1/plans",
            Map.ofEntries(
                Map.entry("code", "c"),
                Map.entry("name", "N"),
                Map.entry("unit", "MONTH"),
                Map.entry("count", 1),
                Map.entry("price", 1),
                Map.entry("currency", "DKK"),
                Map.entry("vatRate", "25"),
                Map.entry("priceIncludesVat", true),
                Map.entry("billing", "IN_ADVANCE"),
                Map.entry("noticePeriod", "P1M"),
                Map.entry("minimumTerm", "P1M"),
                Map.entry("trialDays", 0),
                Map.entry("externalRef", "x"),
                Map.entry("metadata", Map.of("k", "v")))),
        new Requests("PATCH", "/v1/plans/{id}", Map.of("externalRef", "x")),
        new Requests("PATCH", "/v1/groups/{id}", Map.of("externalRef", "x")),
        new Requests("PATCH", "/v1/invoices/{id}", Map.of("metadata", Map.of("k", "v"))),
        new Requests(
            "POST",
            "/v1/plans/{id}/prices",
            Map.of(
                "price", 2, "effectiveFrom", "2026-09-01", "reach", "NEW_ONLY", "noticeDays", 0)),
        new Requests(
            "POST",
            "/v1/subscriptions",
            Map.of(
                "customerId",
                customer,
                "planId",
                plan,
                "quantity",
                1,
                "startDate",
                "2026-04-01",
                "anchorDay",
                1,
                "collection",
                "CARD",
                "paymentTermsDays",
                14,
                "paymentMethodId",
                world.id("payment-methods"),
                "externalRef",
                "x")),
        new Requests(
            "POST",
            "/v1/groups",
            Map.of(
                "customerId",
                customer,
                "unit",
                "MONTH",
                "count",
                1,
                "anchor",
                "2026-04-01",
                "anchorDay",
                1,
                "currency",
                "DKK",
                "members",
                List.of(world.id("subscriptions")),
                "transition",
                "AT_START")),
        new Requests(
            "POST",
            "/v1/groups/{id}/members",
            Map.of("subscriptionId", world.id("subscriptions"), "transition", "ON_NEXT_DATE")),
        new Requests(
            "PATCH",
            "/v1/subscriptions/{id}",
            Map.of("paymentMethodId", world.id("payment-methods"))),
        new Requests(
            "POST",
            "/v1/subscriptions/{id}/pauses",
            Map.of(
                "from", "2026-07-01",
                "to", "2026-07-10",
                "afterPause", "KEEP_DATES",
                "settlement", "BALANCE",
                "reason", "x")),
        new Requests(
            "PATCH",
            "/v1/subscriptions/{id}/pauses/{pauseId}",
            Map.of("from", "2026-06-02", "to", "2026-06-11")),
        new Requests(
            "PUT",
            "/v1/subscriptions/{id}/cancellation",
            Map.of(
                "when", "ON_DATE",
                "date", "2026-12-01",
                "settlement", "REFUND",
                "receivables", "CONTINUE_DUNNING",
                "reason", "x",
                "override", false)),
        new Requests(
            "POST",
            "/v1/subscriptions/{id}/changes",
            Map.of("quantity", 2, "when", "ON_DATE", "date", "2026-04-01")),
        new Requests(
            "POST",
            "/v1/invoices/{id}/payments",
            Map.of("amount", 1, "receivedOn", "2026-03-09", "reference", "x")),
        new Requests("POST", "/v1/invoices/{id}/write-off", Map.of("reason", "x")),
        new Requests(
            "POST", "/v1/customers/{id}/balance/refund", Map.of("amount", 1, "currency", "DKK")),
        new Requests(
            "POST",
            "/v1/transfer-files",
            Map.of("refundIds", List.of(world.id("refunds")), "on", "2026-03-09", "again", true)),
        new Requests(
            "POST", "/v1/refunds/{id}/transferred", Map.of("on", "2026-03-09", "reference", "x")),
        new Requests(
            "POST", "/v1/bank-entries/{id}/match", Map.of("customerId", world.id("customers"))),
        new Requests(
            "POST",
            "/v1/coupons",
            Map.of(
                "code", "SPRING",
                "name", "Spring",
                "amountOff", 2_000,
                "currency", "DKK",
                "days", 30)),
        new Requests(
            "POST",
            "/v1/subscriptions/{id}/discounts",
            Map.of("amountOff", 100, "days", 5, "reason", "x")),
        new Requests("PATCH", "/v1/subscriptions/{id}/discounts/{discountId}", Map.of("days", 40)),
        new Requests(
            "PATCH", "/v1/subscriptions/{id}/changes/{changeId}", Map.of("until", "2026-09-20")),
        new Requests(
            "POST",
            "/v1/subscriptions/{id}/charges",
            Map.of(
                "description", "Delivery",
                "amount", 4_900,
                "quantity", 2,
                "vatRate", "25",
                "when", "ON_DATE",
                "date", "2026-04-20")),
        new Requests(
            "POST",
            "/v1/subscriptions/{id}/credits",
            Map.of("amount", 500, "reason", "late delivery")),
        new Requests("PUT", "/v1/gateways/stripe", World.STRIPE),
        new Requests("POST", "/v1/bank-entries/{id}/ignore", Map.of("reason", "x")),
        new Requests(
            "POST",
            "/v1/webhook-endpoints",
            Map.of(
                "url", "https://example.com/x", "types", List.of("invoice.*"), "enabled", false)),
        new Requests(
            "PATCH",
            "/v1/webhook-endpoints/{id}",
            Map.of("url", "https://example.com/y", "types", List.of("*"), "enabled", false)),
        new Requests(
            "POST", "/v1/webhook-endpoints/{id}/rotate-secret", Map.of("overlapHours", 24)),
        new Requests(
            "POST",
            "/v1/webhook-endpoints/{endpointId}/replay",
            Map.of("fromEventId", world.id("deliveries"))),
        new Requests(
            "PUT",
            "/v1/merchant/message-sender",
            Map.of("name", "B", "replyTo", "b@example.com", "smsName", "B")),
        new Requests(
            "PUT",
            "/v1/dunning-policies/{name}",
            Map.of(
                "name",
                "businesses",
                "appliesTo",
                Map.of("customerKind", "BUSINESS"),
                "tracks",
                Map.of(
                    "CARD_REMOVED", Map.of("steps", List.of(Map.of("kind", "WAIT_FOR_PERSON")))))),
        new Requests("POST", "/v1/dunning-cases/{id}/hold", Map.of("until", "2026-04-01")),
        new Requests("POST", "/v1/dunning-cases/{id}/settle", Map.of("amount", 20000)),
        new Requests("PUT", "/v1/message-templates/{template}/{locale}", WORDS),
        new Requests("POST", "/v1/message-templates/{template}/{locale}/preview", WORDS));
  }

  /** Whether it takes the operator's token. */
  boolean isForTheOperator() {
    return path.equals("/v1/merchants");
  }

  /** Whether it may come without a body. */
  boolean bodyIsOptional() {
    return path.equals("/v1/merchant/api-keys") || path.endsWith("/rotate-secret");
  }

  String json() {
    return Answer.JSON.writeValueAsString(body);
  }

  String with(String field, Object value) {
    Map<String, Object> changed = new java.util.LinkedHashMap<>(body);
    changed.put(field, value);
    return Answer.JSON.writeValueAsString(changed);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
