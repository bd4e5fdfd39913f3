package dev.takt.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.takt.workflows.events.EventPayload;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The OpenAPI document as tools read it. */
@WithApi
class OpenApiDocumentTest {
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  @LocalServerPort private int port;

  private String text(String host) {
    return new RawHttp(port).send("GET /v3/api-docs", "X-Forwarded-Host: " + host + "\r\n").body();
  }

  private JsonNode document() throws Exception {
    return new ObjectMapper().readTree(text("localhost"));
  }

  @Test
  void aValidatorFindsNoFault() {
    assertThat(new OpenAPIV3Parser().readContents(text("localhost"), null, null).getMessages())
        .isEmpty();
  }

  @Test
  void everythingThatIsReferredToIsThere() throws Exception {
    JsonNode document = document();
    Set<String> missing = new TreeSet<>();
    for (JsonNode ref : document.findValues("$ref")) {
      if (document.at(ref.asText().substring(1)).isMissingNode()) {
        missing.add(ref.asText());
      }
    }
    assertThat(missing).isEmpty();
    assertThat(document.at("/components/schemas/Problem/properties/code/type").asText())
        .isEqualTo("string");
  }

  @Test
  void theServerIsWhereTheDocumentComesFromWhateverTheHeadersSay() throws Exception {
    JsonNode servers = new ObjectMapper().readTree(text("evil.example")).get("servers");
    assertThat(servers).hasSize(1);
    assertThat(servers.get(0).get("url").asText()).isEqualTo("/");
  }

  /** A field that is null in an example must be one that may be null. */
  @Test
  void everyExampleIsWhatItsSchemaSays() throws Exception {
    JsonNode document = document();
    List<String> wrong = new ArrayList<>();
    int checked = 0;
    List<JsonNode> paths = new ArrayList<>();
    document.get("paths").forEach(paths::add);
    document.get("webhooks").forEach(paths::add);
    for (JsonNode path : paths) {
      for (JsonNode operation : path) {
        List<JsonNode> contents = new ArrayList<>(operation.findValues("content"));
        for (JsonNode content : contents) {
          for (JsonNode media : content) {
            if (media.has("example") && media.has("schema")) {
              checked++;
              faults(document, media)
                  .forEach(
                      fault -> wrong.add(operation.get("operationId").asText() + ": " + fault));
            }
          }
        }
      }
    }
    assertThat(checked).isGreaterThan(100);
    assertThat(wrong).isEmpty();
  }

  private static Set<ValidationMessage> faults(JsonNode document, JsonNode media) {
    ObjectNode schema = media.get("schema").deepCopy();
    schema.set("components", document.get("components"));
    return SCHEMAS.getSchema(schema).validate(media.get("example"));
  }

  @Test
  void everyTypeOfEventHasAWebhook() throws Exception {
    JsonNode webhooks = document().get("webhooks");
    assertThat(webhooks.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(
            EventPayload.all().stream()
                .map(payload -> EventPayload.typeOf(payload).value())
                .toList());
    for (JsonNode webhook : webhooks) {
      assertThat(webhook.at("/post/summary").asText()).isNotBlank();
      assertThat(webhook.at("/post/requestBody/content/application~1json/example/data").isObject())
          .isTrue();
    }
  }

  @Test
  void whatARequestNeedsIsRequired() throws Exception {
    JsonNode schemas = document().at("/components/schemas");
    // A price, or tiers in its place.
    assertThat(required(schemas, "PlanRequest")).containsExactly("code", "name", "unit");
    assertThat(required(schemas, "SignUpRequest"))
        .containsExactly("customerId", "planId", "startDate");
    assertThat(required(schemas, "CustomerRequest")).containsExactly("email", "name");
    // A change needs nothing.
    assertThat(required(schemas, "CustomerRequestChange")).isEmpty();
    assertThat(required(schemas, "SubscriptionView")).contains("id", "status", "openDebt");
    assertThat(schemas.at("/SubscriptionView/properties/endDate/type")).hasSize(2);
  }

  private static Set<String> required(JsonNode schemas, String name) {
    Set<String> required = new TreeSet<>();
    schemas.at("/" + name + "/required").forEach(field -> required.add(field.asText()));
    return required;
  }
}
