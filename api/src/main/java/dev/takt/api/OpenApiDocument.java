package dev.takt.api;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Operator;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Page;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The OpenAPI document: what all operations have in common. */
@Configuration(proxyBeanMethods = false)
class OpenApiDocument {
  private static final String PROBLEM = "Problem";

  static {
    // They come from the request's headers, or are described below.
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(Caller.class, Operator.class, RequestId.class, Page.class);
  }

  @Bean
  OpenAPI takt() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Takt")
                .version("1")
                .description(
                    "Subscription billing. Amounts are integers in minor units; dates are in the"
                        + " merchant's time zone; ranges are half-open."))
        .addSecurityItem(new SecurityRequirement().addList("key"))
        .components(
            new Components()
                .addSecuritySchemes(
                    "key",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("sk_test_… or sk_live_…; the operator's token for merchants")))
        // Where it was fetched from, whatever name that was asked for by.
        .servers(List.of(new Server().url("/")));
  }

  /** Behind the converters that unwrap what is not a body, such as a ResponseEntity. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  ModelResolver schemaNames(ObjectMapperProvider json) {
    return new RecordSchemas(json.jsonMapper()).openapi31(true);
  }

  @Bean
  GlobalOpenApiCustomizer inCommon(ObjectMapperProvider json) {
    return document -> {
      // Not before: what nothing refers to yet is taken out of the document.
      document.getComponents().addSchemas(PROBLEM, problem());
      document
          .getPaths()
          .values()
          .forEach(path -> path.readOperationsMap().forEach(OpenApiDocument::describe));
      changes(document);
      close(document);
      WebhookSchemas.addTo(document, json.jsonMapper());
      OpenApiExamples.addTo(document);
    };
  }

  /** Every handler that takes a page takes these two. */
  @Bean
  OperationCustomizer pages() {
    return (operation, handler) -> {
      if (Stream.of(handler.getMethodParameters())
          .anyMatch(parameter -> parameter.getParameterType() == Page.class)) {
        Schema<?> limit = ofType("integer");
        limit.setMinimum(BigDecimal.ONE);
        limit.setMaximum(BigDecimal.valueOf(100));
        operation.addParametersItem(query("limit", "20 when absent", limit));
        operation.addParametersItem(
            query("cursor", "nextCursor of the page before", ofType("string")));
      }
      return operation;
    };
  }

  private static void describe(PathItem.HttpMethod method, Operation operation) {
    if (method != PathItem.HttpMethod.GET) {
      operation.addParametersItem(
          new HeaderParameter()
              .name("Idempotency-Key")
              .description("the same key and body give the same answer")
              .schema(ofType("string"))
              .example("8e03978e-40d5-43dd-bc93-6894a57f9324"));
    }
    ApiResponse problem =
        new ApiResponse()
            .description("A problem: see code")
            .content(
                new Content()
                    .addMediaType(
                        "application/problem+json",
                        new MediaType()
                            .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
    operation.getResponses().addApiResponse("default", problem);
  }

  private static Parameter query(String name, String description, Schema<?> schema) {
    return new QueryParameter().name(name).description(description).schema(schema);
  }

  /** A change needs none of the fields that a new one needs: what is absent stays as it is. */
  private static void changes(OpenAPI document) {
    document.getPaths().values().stream()
        .map(PathItem::getPatch)
        .filter(change -> change != null && change.getRequestBody() != null)
        .flatMap(change -> change.getRequestBody().getContent().values().stream())
        .forEach(body -> body.setSchema(change(document, body.getSchema())));
  }

  private static Schema<?> change(OpenAPI document, Schema<?> whole) {
    if (whole.get$ref() == null) {
      return whole;
    }
    String name = nameIn(whole.get$ref());
    Schema<?> model = document.getComponents().getSchemas().get(name);
    if (model == null || model.getRequired() == null) {
      return whole;
    }
    Schema<?> change = ofType("object");
    change.setDescription(model.getDescription());
    change.setProperties(model.getProperties());
    if (model.getExample() != null) {
      change.setExample(model.getExample());
    }
    document.getComponents().addSchemas(name + "Change", change);
    return new Schema<>().$ref("#/components/schemas/" + name + "Change");
  }

  /** A field that nobody knows is an error. */
  private static void close(OpenAPI document) {
    document.getPaths().values().stream()
        .flatMap(path -> path.readOperations().stream())
        .filter(operation -> operation.getRequestBody() != null)
        .flatMap(operation -> operation.getRequestBody().getContent().values().stream())
        .forEach(body -> close(document, body.getSchema()));
  }

  private static void close(OpenAPI document, @Nullable Schema<?> schema) {
    if (schema == null) {
      return;
    }
    if (schema.get$ref() != null) {
      close(document, document.getComponents().getSchemas().get(nameIn(schema.get$ref())));
    }
    close(document, schema.getItems());
    Stream.of(schema.getAnyOf(), schema.getOneOf())
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .forEach(choice -> close(document, choice));
    if (schema.getProperties() != null && schema.getAdditionalProperties() == null) {
      schema.setAdditionalProperties(false);
      schema.getProperties().values().forEach(property -> close(document, property));
    }
  }

  private static String nameIn(String reference) {
    return reference.substring("#/components/schemas/".length());
  }

  /** A schema of one type, as both versions of the model have it. */
  static Schema<?> ofType(String type) {
    Schema<?> schema = new Schema<>();
    schema.setType(type);
    schema.setTypes(new LinkedHashSet<>(List.of(type)));
    return schema;
  }

  private static Schema<?> problem() {
    Schema<?> error = ofType("object");
    error.addProperty("pointer", ofType("string"));
    error.addProperty("detail", ofType("string"));
    error.setRequired(List.of("pointer", "detail"));
    Schema<?> errors = ofType("array");
    errors.setItems(error);
    Schema<?> problem = ofType("object");
    problem.setDescription("RFC 9457");
    for (String text : List.of("type", "title", "detail", "code")) {
      problem.addProperty(text, ofType("string"));
    }
    problem.addProperty("status", ofType("integer"));
    problem.addProperty("errors", errors);
    problem.setRequired(List.of("type", "title", "status", "detail", "code"));
    problem.setExample(
        Map.of(
            "type", "urn:takt:problem:invalid",
            "title", "Not allowed",
            "status", 422,
            "detail", "/price: must be a whole number of minor units",
            "code", "invalid",
            "errors",
                List.of(
                    Map.of(
                        "pointer", "/price",
                        "detail", "must be a whole number of minor units"))));
    return problem;
  }
}
