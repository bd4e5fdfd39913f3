package dev.takt.api.web;

import dev.takt.workflows.subscription.Limits;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON that is taken literally: unknown or repeated fields, texts for numbers and fractions for
 * whole numbers are errors, since a guess could change what is billed.
 */
public final class StrictJson {
  public static final JsonMapper MAPPER = mapper();

  private StrictJson() {}

  private static JsonMapper mapper() {
    return JsonMapper.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .enable(tools.jackson.databind.cfg.EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(
            MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .withCoercionConfigDefaults(
            coercion ->
                coercion
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail))
        .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
        .addModule(
            new SimpleModule("strict")
                .addDeserializer(String.class, new Text<>(String.class, text -> text))
                .addDeserializer(LocalDate.class, new Text<>(LocalDate.class, StrictJson::date))
                .addDeserializer(Instant.class, new Text<>(Instant.class, StrictJson::instant)))
        .build();
  }

  /** A date from 1970 to 2200, as the database, the rhythms and people can all handle. */
  public static LocalDate date(String text) {
    LocalDate date;
    try {
      date = LocalDate.parse(text);
    } catch (DateTimeParseException notADate) {
      throw new IllegalArgumentException("must be a date like 2026-03-01", notADate);
    }
    if (date.isBefore(Limits.FIRST_DATE) || date.isAfter(Limits.LAST_DATE)) {
      throw new IllegalArgumentException(
          "must be a date from " + Limits.FIRST_DATE + " to " + Limits.LAST_DATE);
    }
    return date;
  }

  static Instant instant(String text) {
    Instant instant;
    try {
      instant = OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException notAnInstant) {
      throw new IllegalArgumentException(
          "must be an instant like 2026-03-01T00:00:00Z", notAnInstant);
    }
    date(instant.toString().substring(0, 10));
    return instant;
  }

  /** Reads a JSON text, and nothing else, into a value. */
  private static final class Text<T> extends StdDeserializer<T> {
    private final transient Function<String, T> parse;

    Text(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        return context.reportInputMismatch(this, "must be a text");
      }
      String text = parser.getString();
      if (!storable(text)) {
        throw new Refused(
            context.getParser(), "holds a character that cannot be stored", text, handledType());
      }
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException wrong) {
        throw new Refused(
            context.getParser(), String.valueOf(wrong.getMessage()), text, handledType());
      }
    }
  }

  /** A refusal of ours, whose message may be shown; the library's own name classes of Java. */
  static final class Refused extends InvalidFormatException {
    private static final long serialVersionUID = 1;

    Refused(JsonParser parser, String message, Object value, Class<?> type) {
      super(parser, message, value, type);
    }
  }

  /** PostgreSQL has no NUL in a text, and no half of a surrogate pair. */
  public static boolean storable(String text) {
    return text.codePoints()
        .noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
  }
}
