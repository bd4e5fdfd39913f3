package dev.takt.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.takt.workflows.events.EventPayload;
import dev.takt.workflows.events.EventType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverterContextImpl;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;

/**
 * The webhooks of the OpenAPI document: what is sent for each type of event, as the records say
 * that events are written with.
 */
final class WebhookSchemas {
  private final ModelConverterContextImpl context;

  private WebhookSchemas(ObjectMapper json) {
    context = new ModelConverterContextImpl(List.of(new RecordSchemas(json).openapi31(true)));
  }

  /** Describes a webhook for each type of event; {@code GET /v1/events} tells the same data. */
  static void addTo(OpenAPI document, ObjectMapper json) {
    var schemas = new WebhookSchemas(json);
    for (Class<?> payload : EventPayload.all()) {
      EventType type = EventPayload.typeOf(payload);
      Schema<?> data = schemas.context.resolve(new AnnotatedType(payload).resolveAsRef(true));
      document.addWebhooks(type.value(), webhook(type, data));
    }
    schemas.context.getDefinedModels().forEach(document.getComponents()::addSchemas);
  }

  private static PathItem webhook(EventType type, Schema<?> data) {
    RequestBody body =
        new RequestBody()
            .required(true)
            .content(
                new Content()
                    .addMediaType("application/json", new MediaType().schema(body(type, data))));
    ApiResponse received =
        new ApiResponse().description("Any status of 2xx: it was received, and is not sent again");
    return new PathItem()
        .post(
            new Operation()
                .operationId(type.value())
                .summary(type.summary())
                .addTagsItem("Webhooks")
                .requestBody(body)
                .responses(new ApiResponses().addApiResponse("2XX", received)));
  }

  private static Schema<?> body(EventType type, Schema<?> data) {
    Schema<Object> of = new Schema<>();
    of.addType("string");
    of.setConst(type.value());
    of.setExample(type.value());
    Schema<?> body = OpenApiDocument.ofType("object");
    body.addProperty("type", of);
    body.addProperty("timestamp", ofFormat("date-time"));
    body.addProperty("id", OpenApiDocument.ofType("string"));
    body.addProperty("merchantId", OpenApiDocument.ofType("string"));
    body.addProperty("live", OpenApiDocument.ofType("boolean"));
    body.addProperty("subjectId", OpenApiDocument.ofType("string"));
    body.addProperty("sequence", OpenApiDocument.ofType("integer"));
    body.addProperty("occurredAt", ofFormat("date-time"));
    body.addProperty("data", data);
    body.setRequired(List.copyOf(body.getProperties().keySet()));
    return body;
  }

  private static Schema<?> ofFormat(String format) {
    Schema<?> schema = OpenApiDocument.ofType("string");
    schema.setFormat(format);
    return schema;
  }
}
