package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random requests made of the OpenAPI document, good ones and bad ones: each answer is one that the
 * document has, in status, type and schema; and what the document calls valid is understood.
 *
 * <p>A build asks each operation a few times, with a fixed seed; {@code -Dtakt.requests=200
 * -Dtakt.seed=7} asks more, and others.
 */
class ContractIT {
  private static final long SEED = Long.getLong("takt.seed", 2026);
  private static final int REQUESTS_FOR_EACH = Integer.getInteger("takt.requests", 4);
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final JsonNode DOCUMENT =
      read(Rest.with("").get("/v3/api-docs").expect(200).body());

  private final World world = World.make();
  private final Map<String, String> found = new TreeMap<>();

  /** An operation of the document. */
  private record Operation(String method, String path, JsonNode described) {
    @Override
    public String toString() {
      return method.toUpperCase(java.util.Locale.ROOT) + " " + path;
    }
  }

  @Test
  void noAnswerIsUndocumented() {
    Random random = new Random(SEED);
    for (int round = 0; round < REQUESTS_FOR_EACH; round++) {
      DOCUMENT
          .get("paths")
          .properties()
          .forEach(
              path ->
                  path.getValue()
                      .properties()
                      .forEach(
                          one ->
                              search(
                                  random,
                                  new Operation(one.getKey(), path.getKey(), one.getValue()))));
    }
    assertThat(found.values()).as("seed " + SEED).isEmpty();
  }

  /** One fault of each operation is enough to read. */
  private void search(Random random, Operation operation) {
    try {
      ask(random, operation);
    } catch (AssertionError fault) {
      found.putIfAbsent(operation.toString(), Objects.toString(fault.getMessage()));
    }
  }

  private void ask(Random random, Operation operation) {
    Invented invented = new Invented(DOCUMENT, world.ids(), random);
    String path = path(random, operation) + query(invented, random, operation);
    JsonNode content = operation.described().at("/requestBody/content/application~1json/schema");
    JsonNode body = content.isMissingNode() ? null : invented.value(content, "");
    Rest rest = operation.path().equals("/v1/merchants") ? Rest.operator() : world.rest();

    Answer answer =
        rest.send(
            operation.method().toUpperCase(java.util.Locale.ROOT),
            path,
            body == null ? null : body.toString());

    String as = operation + " with " + body + ": " + answer;
    documented(operation, answer, as);
    if (body != null && faults(content, body).isEmpty()) {
      assertThat(
              answer.status() == 400
                  && Set.of("unreadable", "unknown_field").contains(answer.code()))
          .as("valid, and not understood: " + as)
          .isFalse();
    } else if (body != null && answer.status() < 300) {
      // More may be taken than is promised; but not without what is said to be needed.
      assertThat(faults(content, body).toString()).as(as).doesNotContain("required property");
    }
  }

  private static void documented(Operation operation, Answer answer, String as) {
    assertThat(answer.status()).as(as).isNotEqualTo(500);
    JsonNode responses = operation.described().get("responses");
    String status = Integer.toString(answer.status());
    JsonNode response = responses.has(status) ? responses.get(status) : responses.get("default");
    assertThat(responses.has(status) || answer.status() >= 400).as("status, " + as).isTrue();
    if (answer.body().isEmpty()) {
      return;
    }
    String type = answer.type().replaceFirst(";.*", "").strip();
    assertThat(response.path("content").has(type)).as("type " + type + ", " + as).isTrue();
    if (type.endsWith("json")) {
      JsonNode schema = response.get("content").get(type).get("schema");
      assertThat(faults(schema, read(answer.body()))).as("schema, " + as).isEmpty();
    }
    if (answer.status() >= 400) {
      assertThat(answer.body())
          .as(as)
          .doesNotContain("dev.takt", "java.", "jackson", "org.spring", "`");
    }
  }

  private String path(Random random, Operation operation) {
    // Not its clock: without it nothing of this world could be asked for any more.
    boolean known =
        random.nextInt(4) > 0 && !operation.toString().equals("DELETE /v1/test-clocks/{id}");
    return known
        ? world.path(operation.path())
        : operation.path().replaceAll("\\{\\w+}", random.nextBoolean() ? "none" : "%C3%A6%27--");
  }

  private static String query(Invented invented, Random random, Operation operation) {
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : operation.described().path("parameters")) {
      boolean asked = parameter.path("required").asBoolean() || random.nextInt(3) == 0;
      if (parameter.get("in").asText().equals("query") && asked && random.nextInt(20) > 0) {
        JsonNode value = invented.value(parameter.get("schema"), parameter.get("name").asText());
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(parameter.get("name").asText())
            .append('=')
            .append(URLEncoder.encode(value.asText(), StandardCharsets.UTF_8));
      }
    }
    return query.toString();
  }

  private static Set<ValidationMessage> faults(JsonNode of, JsonNode value) {
    ObjectNode schema = of.deepCopy();
    schema.set("components", DOCUMENT.get("components"));
    return SCHEMAS.getSchema(schema).validate(value);
  }

  private static JsonNode read(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
