package dev.takt.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives each body in the OpenAPI document an example. A schema's own example comes first; what has
 * none gets one by the name of its field and its type, so that no endpoint is left without.
 */
final class OpenApiExamples {
  private static final String RANDOM = "01k8z0r3m5e9w7t2q4y6v8p0s1";

  /** What ids begin with, by the last noun of a path, and by the field that refers to one. */
  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("merchants", "mer_"),
          Map.entry("merchant", "mer_"),
          Map.entry("api-keys", "key_"),
          Map.entry("customers", "cus_"),
          Map.entry("personal-data", "cus_"),
          Map.entry("payment-methods", "pm_"),
          Map.entry("plans", "pln_"),
          Map.entry("prices", "prc_"),
          Map.entry("subscriptions", "sub_"),
          Map.entry("cancellation", "sub_"),
          Map.entry("changes", "sub_"),
          Map.entry("pauses", "pau_"),
          Map.entry("coupons", "cou_"),
          Map.entry("discounts", "dis_"),
          Map.entry("discountId", "dis_"),
          Map.entry("charges", "chg_"),
          Map.entry("chargeId", "chg_"),
          Map.entry("credits", "cre_"),
          Map.entry("creditId", "cre_"),
          Map.entry("history", "his_"),
          Map.entry("groups", "grp_"),
          Map.entry("invoices", "inv_"),
          Map.entry("write-off", "inv_"),
          Map.entry("credit-notes", "crn_"),
          Map.entry("payments", "pay_"),
          Map.entry("paymentId", "pay_"),
          Map.entry("refunds", "ref_"),
          Map.entry("transferred", "ref_"),
          Map.entry("creditNoteId", "crn_"),
          Map.entry("retry", "pay_"),
          Map.entry("dunning-cases", "dun_"),
          Map.entry("collection-cases", "col_"),
          Map.entry("events", "evt_"),
          Map.entry("webhook-endpoints", "whk_"),
          Map.entry("bank-statements", "bst_"),
          Map.entry("bank-entries", "ben_"),
          Map.entry("transfer-files", "tfl_"),
          Map.entry("transferFileId", "tfl_"),
          Map.entry("refundIds", "ref_"),
          Map.entry("test-clocks", "tcl_"),
          Map.entry("advance", "tcl_"),
          Map.entry("customerId", "cus_"),
          Map.entry("statementId", "bst_"),
          Map.entry("reversesId", "ben_"),
          Map.entry("planId", "pln_"),
          Map.entry("subscriptionId", "sub_"),
          Map.entry("fromSubscriptionId", "sub_"),
          Map.entry("pauseId", "pau_"),
          Map.entry("groupId", "grp_"),
          Map.entry("invoiceId", "inv_"),
          Map.entry("invoiceIds", "inv_"),
          Map.entry("documentId", "inv_"),
          Map.entry("subjectId", "sub_"),
          Map.entry("merchantId", "mer_"),
          Map.entry("caseId", "dun_"),
          Map.entry("refundId", "ref_"),
          Map.entry("balanceId", "bal_"),
          Map.entry("messageId", "msg_"),
          Map.entry("paymentMethodId", "pm_"),
          Map.entry("testClockId", "tcl_"));

  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("currency", "DKK"),
          Map.entry("vatRate", "25"),
          Map.entry("rate", "25"),
          Map.entry("country", "DK"),
          Map.entry("locale", "da"),
          Map.entry("timeZone", "Europe/Copenhagen"),
          Map.entry("billingTime", "06:00"),
          Map.entry("number", "1001"),
          Map.entry("month", "2026-03"),
          Map.entry("type", "card"),
          Map.entry("brand", "visa"),
          Map.entry("last4", "4242"),
          Map.entry("email", "anna@example.com"),
          Map.entry("phone", "+45 12 34 56 78"),
          Map.entry("gateway", "sandbox"),
          Map.entry("apiKey", "sk_test_…"),
          Map.entry("liveApiKey", "sk_live_…"),
          Map.entry("idempotencyKey", "inv_" + RANDOM + "/1"),
          Map.entry("workflowId", "subscription/mer_" + RANDOM + "/sub_" + RANDOM),
          Map.entry("debit", "receivable"),
          Map.entry("credit", "deferred_revenue"),
          Map.entry("actor", "key_" + RANDOM),
          Map.entry("action", "pause"));

  private static final Map<String, String> DATES =
      Map.of("from", "2026-03-11", "to", "2026-04-21", "dueDate", "2026-03-15");

  private static final Map<String, Long> NUMBERS =
      Map.of(
          "version", 7L,
          "paymentTermsDays", 14L,
          "expiryMonth", 12L,
          "expiryYear", 2034L,
          "billingSpreadMinutes", 60L,
          "noticeDays", 30L);

  private static final Set<String> COUNTS =
      Set.of("quantity", "count", "attempt", "sequence", "trialDays", "id");

  private final Map<String, Schema<?>> schemas = new HashMap<>();

  /** The schemas that an example is being made of. */
  private final Set<String> open = new HashSet<>();

  private OpenApiExamples(OpenAPI document) {
    document.getComponents().getSchemas().forEach(schemas::put);
  }

  static void addTo(OpenAPI document) {
    var examples = new OpenApiExamples(document);
    document
        .getPaths()
        .forEach((path, item) -> item.readOperations().forEach(one -> examples.addTo(path, one)));
    document
        .getWebhooks()
        .values()
        .forEach(item -> item.readOperations().forEach(one -> examples.addTo("events", one)));
  }

  private void addTo(String path, Operation operation) {
    String prefix = prefix(path);
    if (operation.getRequestBody() != null) {
      addTo(operation.getRequestBody().getContent(), prefix);
    }
    operation.getResponses().values().forEach(response -> addTo(response.getContent(), prefix));
  }

  private void addTo(@Nullable Content content, String prefix) {
    if (content != null) {
      content.forEach(
          (type, media) -> {
            boolean bare = media.getExample() == null && media.getExamples() == null;
            if (bare && type.contains("json") && media.getSchema() != null) {
              media.setExample(example("", media.getSchema(), prefix));
            }
          });
    }
  }

  private static String prefix(String path) {
    String found = "";
    for (String part : path.split("/", -1)) {
      found = PREFIXES.getOrDefault(part, found);
    }
    return found;
  }

  private @Nullable Object example(String name, Schema<?> schema, String prefix) {
    if (schema.getExample() != null) {
      return plain(schema.getExample());
    }
    if (schema.get$ref() != null) {
      return referred(name, schema.get$ref().substring("#/components/schemas/".length()), prefix);
    }
    if (schema.getOneOf() != null && !schema.getOneOf().isEmpty()) {
      return example(name, schema.getOneOf().getFirst(), prefix);
    }
    if (schema.getAnyOf() != null && !schema.getAnyOf().isEmpty()) {
      return example(name, schema.getAnyOf().getFirst(), prefix);
    }
    if (schema.getItems() != null) {
      Object item = example(name, schema.getItems(), prefix);
      return item == null ? List.of() : List.of(item);
    }
    if (schema.getProperties() != null) {
      return object(schema, prefix);
    }
    if (schema.getAdditionalProperties() instanceof Schema<?> of && !type(of).equals("string")) {
      return Collections.singletonMap("NO_FUNDS", example("", of, prefix));
    }
    return schema.getAdditionalProperties() != null
        ? Map.of("en", "A whole period, 1 March 2026 to 31 March 2026, at 310.00 DKK.")
        : value(name, schema, prefix);
  }

  /** Null where one of its own kind would have to be in it again. */
  private @Nullable Object object(Schema<?> schema, String prefix) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (String field : schema.getProperties().keySet()) {
      Schema<?> of = schema.getProperties().get(field);
      Object example = example(field, of, prefix);
      boolean needed = schema.getRequired() != null && schema.getRequired().contains(field);
      if (example == null && needed && of.get$ref() != null) {
        return null;
      }
      fields.put(field, example);
    }
    return fields;
  }

  /** Of what holds one of its own kind again, that one is left out. */
  private @Nullable Object referred(String name, String target, String prefix) {
    Schema<?> schema = schemas.get(target);
    if (schema == null || !open.add(target)) {
      return null;
    }
    Object example = example(name, schema, prefix);
    open.remove(target);
    return example;
  }

  private static @Nullable Object value(String name, Schema<?> schema, String prefix) {
    if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
      return schema.getEnum().getFirst();
    }
    return switch (type(schema)) {
      case "integer", "number" -> number(name);
      case "boolean" -> false;
      case "string" -> text(name, schema.getFormat() == null ? "" : schema.getFormat(), prefix);
      default -> null;
    };
  }

  private static String type(Schema<?> schema) {
    if (schema.getTypes() != null) {
      return schema.getTypes().stream().filter(type -> !type.equals("null")).findFirst().orElse("");
    }
    return schema.getType() == null ? "" : schema.getType();
  }

  private static long number(String name) {
    return NUMBERS.getOrDefault(name, COUNTS.contains(name) ? 1L : 31_000L);
  }

  private static String text(String name, String format, String prefix) {
    if (format.equals("date")) {
      return DATES.getOrDefault(name, "2026-03-01");
    }
    if (format.equals("date-time")) {
      return "2026-03-01T05:00:00Z";
    }
    if (name.equals("id")) {
      return prefix + RANDOM;
    }
    String own = PREFIXES.get(name);
    return own == null ? TEXTS.getOrDefault(name, "Avisen") : own + RANDOM;
  }

  /** The library makes instants of the examples of dates. */
  private static Object plain(Object example) {
    return example instanceof Date date
        ? date.toInstant().atZone(ZoneOffset.UTC).toLocalDate().toString()
        : example;
  }
}
