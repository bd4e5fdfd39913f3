package dev.takt.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Schemas of records, with their nullness: a component that is {@code @Nullable} may be null or
 * absent, unless {@code @Schema} says that it is required; every other one is always there.
 */
final class RecordSchemas extends ModelResolver {
  private static final String COMPONENTS = "#/components/schemas/";

  RecordSchemas(ObjectMapper json) {
    super(json, new SchemaNames());
  }

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    Schema<?> found = super.resolve(type, context, chain);
    if (found == null || type.getType() == null) {
      return found;
    }
    Class<?> described = _mapper.constructType(type.getType()).getRawClass();
    Schema<?> model =
        found.get$ref() == null
            ? found
            : context.getDefinedModels().get(found.get$ref().substring(COMPONENTS.length()));
    if (described.isRecord() && model != null && model.getProperties() != null) {
      for (RecordComponent component : described.getRecordComponents()) {
        describe(model, component);
      }
    }
    return found;
  }

  private static void describe(Schema<?> model, RecordComponent component) {
    String name = name(component);
    Schema<?> property = model.getProperties().get(name);
    if (property == null) {
      return;
    }
    if (isAnything(component.getType()) && property.getProperties() == null) {
      // It may be anything, null with it.
      model.getProperties().replace(name, new Schema<>());
      return;
    }
    boolean required = isRequired(model, name);
    boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    if (!nullable && !required) {
      model.addRequiredItem(name);
    } else if (nullable && !required) {
      model.getProperties().replace(name, orNull(property));
    }
  }

  private static boolean isAnything(Class<?> type) {
    return type == JsonNode.class || type == Object.class;
  }

  private static String name(RecordComponent component) {
    JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
    return given == null || given.value().isEmpty() ? component.getName() : given.value();
  }

  private static boolean isRequired(Schema<?> model, String name) {
    List<String> required = model.getRequired();
    return required != null && required.contains(name);
  }

  private static Schema<?> orNull(Schema<?> property) {
    if (isNullable(property)) {
      return property;
    }
    Set<String> types = property.getTypes();
    if (types != null && property.get$ref() == null && property.getEnum() == null) {
      property.addType("null");
      return property;
    }
    if (types == null && property.get$ref() == null && property.getOneOf() == null) {
      // Without a type it may be anything, and null with it.
      return property;
    }
    Schema<?> either = new Schema<>();
    either.addAnyOfItem(property);
    either.addAnyOfItem(OpenApiDocument.ofType("null"));
    return either;
  }

  private static boolean isNullable(Schema<?> property) {
    Set<String> types = property.getTypes();
    return (types != null && types.contains("null"))
        || (property.getAnyOf() != null && property.getAnyOf().size() == 2);
  }
}
