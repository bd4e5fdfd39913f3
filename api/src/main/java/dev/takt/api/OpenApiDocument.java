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
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
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
                        .description("sk_test_… or sk_live_…; the operator's token for merchants"))
                .addSchemas(PROBLEM, problem()));
  }

  /** Behind the converters that unwrap what is not a body, such as a ResponseEntity. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  ModelResolver schemaNames(ObjectMapperProvider json) {
    return new ModelResolver(json.jsonMapper(), new SchemaNames()).openapi31(true);
  }

  @Bean
  GlobalOpenApiCustomizer inCommon() {
    return document -> {
      document
          .getPaths()
          .values()
          .forEach(path -> path.readOperationsMap().forEach(OpenApiDocument::describe));
      OpenApiExamples.addTo(document);
    };
  }

  private static void describe(PathItem.HttpMethod method, Operation operation) {
    if (method != PathItem.HttpMethod.GET) {
      operation.addParametersItem(
          new HeaderParameter()
              .name("Idempotency-Key")
              .description("the same key and body give the same answer")
              .schema(new StringSchema())
              .example("8e03978e-40d5-43dd-bc93-6894a57f9324"));
    }
    String summary = operation.getSummary();
    if (summary != null && summary.startsWith("List")) {
      operation.addParametersItem(query("limit", "from 1 to 100; 20 when absent"));
      operation.addParametersItem(query("cursor", "nextCursor of the page before"));
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

  private static Parameter query(String name, String description) {
    return new QueryParameter().name(name).description(description).schema(new StringSchema());
  }

  private static Schema<?> problem() {
    Schema<?> error =
        new Schema<>()
            .type("object")
            .addProperty("pointer", new StringSchema())
            .addProperty("detail", new StringSchema());
    return new Schema<>()
        .type("object")
        .description("RFC 9457")
        .addProperty("type", new StringSchema())
        .addProperty("title", new StringSchema())
        .addProperty("status", new Schema<>().type("integer"))
        .addProperty("detail", new StringSchema())
        .addProperty("code", new StringSchema())
        .addProperty("errors", new ArraySchema().items(error))
        .example(
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
  }
}
