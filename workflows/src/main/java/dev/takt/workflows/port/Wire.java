package dev.takt.workflows.port;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import dev.takt.workflows.subscription.Signals;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.io.IOException;

/**
 * How values are written in histories and rows. What a later version has added is passed over, so
 * that two versions can run side by side and one can go back; but not in signals, where a field
 * that is not known is a slip of whoever sent it.
 */
public final class Wire {
  private Wire() {}

  /** Writes and reads values as JSON. */
  public static ObjectMapper json() {
    return JacksonJsonPayloadConverter.newDefaultObjectMapper().addHandler(new LaterComponents());
  }

  /** The same for Temporal's clients and workers. */
  public static DataConverter converter() {
    return DefaultDataConverter.newDefaultInstance()
        .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(json()));
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
