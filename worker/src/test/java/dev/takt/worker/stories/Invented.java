package dev.takt.worker.stories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random values of a schema of the OpenAPI document; a few of each are of none. */
final class Invented {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "DK",
          "DKK",
          "da",
          "25",
          "P1M",
          "06:00",
          "Europe/Copenhagen",
          "a@example.com",
          "sandbox",
          "tok_ok",
          "tok_insufficient_funds",
          "https://example.com/x",
          "x".repeat(300),
          "\u00c6r\u00f8sk\u00f8bing \ud83d\ude00",
          "' or 1=1 --",
          "a\u0000b",
          "{{name}}",
          "4242424242424242");

  private final JsonNode document;
  private final List<String> ids;
  private final Random random;

  Invented(JsonNode document, Map<String, String> ids, Random random) {
    this.document = document;
    this.ids = new ArrayList<>(new java.util.TreeMap<>(ids).values());
    this.random = random;
  }

  JsonNode value(JsonNode schema, String name) {
    if (random.nextInt(14) == 0) {
      return nonsense();
    }
    if (schema.has("$ref")) {
      return value(document.at(schema.get("$ref").asText().substring(1)), name);
    }
    for (String choice : List.of("anyOf", "oneOf")) {
      if (schema.has(choice)) {
        return value(schema.get(choice).get(random.nextInt(schema.get(choice).size())), name);
      }
    }
    if (schema.has("enum")) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
    }
    return switch (type(schema)) {
      case "object" -> object(schema);
      case "array" -> array(schema, name);
      case "integer" -> integer();
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      case "null" -> JSON.nullNode();
      default -> text(schema, name);
    };
  }

  private String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? type.get(random.nextInt(type.size())).asText() : type.asText("string");
  }

  private ObjectNode object(JsonNode schema) {
    ObjectNode object = JSON.objectNode();
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(field -> required.add(field.asText()));
    schema
        .path("properties")
        .properties()
        .forEach(
            field -> {
              int among = required.contains(field.getKey()) ? 25 : 2;
              if (random.nextInt(among) > 0) {
                object.set(field.getKey(), value(field.getValue(), field.getKey()));
              }
            });
    if (random.nextInt(20) == 0) {
      object.put("unheardOf", 1);
    }
    return object;
  }

  private ArrayNode array(JsonNode schema, String name) {
    ArrayNode array = JSON.arrayNode();
    for (int i = random.nextInt(3); i > 0; i--) {
      array.add(value(schema.path("items"), name));
    }
    return array;
  }

  private JsonNode integer() {
    return JSON.numberNode(
        List.of(0L, 1L, 2L, 12L, 28L, 31L, 1000L, 20_000L, -1L, 1_000_000_000_000L, Long.MAX_VALUE)
            .get(random.nextInt(11)));
  }

  private JsonNode text(JsonNode schema, String name) {
    LocalDate date = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(500));
    return switch (schema.path("format").asText()) {
      case "date" -> JSON.textNode(date.toString());
      case "date-time" -> JSON.textNode(date + "T08:00:00Z");
      default ->
          JSON.textNode(
              name.endsWith("Id") || random.nextInt(3) == 0
                  ? ids.get(random.nextInt(ids.size()))
                  : TEXTS.get(random.nextInt(TEXTS.size())));
    };
  }

  private JsonNode nonsense() {
    return switch (random.nextInt(6)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.numberNode(1.5);
      case 2 -> JSON.textNode("nonsense");
      case 3 -> JSON.arrayNode().add(1);
      case 4 -> JSON.objectNode().put("a", "b");
      default -> JSON.booleanNode(true);
    };
  }
}
