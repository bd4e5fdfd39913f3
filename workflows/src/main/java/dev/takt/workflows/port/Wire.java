package dev.takt.workflows.port;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.takt.workflows.subscription.Signals;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.io.IOException;

/**
 * How values are written in histories and rows, and read again: nobody else makes a mapper for
 * them. What a later version has added is passed over, so that two versions can run side by side
 * and one can go back; but not in signals, where a field that is not known is a slip of whoever
 * sent it.
 */
public final class Wire {
  /** Shared by all, since it is never configured again. */
  private static final ObjectMapper JSON = lenient();

  private static final ObjectMapper SIGNALS = strict();

  private Wire() {}

  private static ObjectMapper lenient() {
    return JacksonJsonPayloadConverter.newDefaultObjectMapper().addHandler(new LaterComponents());
  }

  private static ObjectMapper strict() {
    ObjectMapper mapper = lenient().disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    mapper
        .coercionConfigFor(LogicalType.Integer)
        .setCoercion(CoercionInputShape.String, CoercionAction.Fail);
    mapper
        .coercionConfigFor(LogicalType.Boolean)
        .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
    return mapper;
  }

  /** Writes and reads values as JSON. */
  public static ObjectMapper json() {
    return JSON;
  }

  /** Reads signals: as strict as REST, since a guess could change what is billed. */
  public static ObjectMapper signals() {
    return SIGNALS;
  }

  /** A value as JSON text. */
  public static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /** The value that a JSON text holds. */
  public static <T> T read(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a " + type.getSimpleName() + " in JSON", e);
    }
  }

  /** The same for Temporal's clients and workers. */
  public static DataConverter converter() {
    return DefaultDataConverter.newDefaultInstance()
        .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(JSON));
  }

  private static final class LaterComponents extends DeserializationProblemHandler {
    @Override
    public boolean handleUnknownProperty(
        DeserializationContext context,
        JsonParser parser,
        JsonDeserializer<?> deserializer,
        Object beanOrClass,
        String name)
        throws IOException {
      if (Signals.Signal.class.isAssignableFrom(deserializer.handledType())) {
        return false;
      }
      parser.skipChildren();
      return true;
    }
  }
}
