package dev.takt.api.web;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** The problems of bodies that are not the JSON that they must be, in words of the contract. */
final class JsonProblems {
  private JsonProblems() {}

  static Problem of(JacksonException json) {
    String pointer = pointer(json.getPath());
    return switch (json) {
      case UnrecognizedPropertyException unknown -> unknownField(pointer, unknown);
      case InvalidFormatException format when isEnum(format.getTargetType()) ->
          Problem.invalid(pointer, "must be one of " + constants(format.getTargetType()));
      case StrictJson.Refused refused -> Problem.invalid(pointer, refused.getOriginalMessage());
      case MismatchedInputException _ when pointer.isEmpty() ->
          Problem.of(400, "unreadable", "the body must be one JSON object");
      case MismatchedInputException mismatch ->
          Problem.invalid(pointer, "must be " + kindOf(mismatch.getTargetType()));
      case InputCoercionException _ -> Problem.invalid(pointer, "is too large a number");
      default -> Problem.of(400, "unreadable", "the body is not JSON" + place(json.getLocation()));
    };
  }

  private static Problem unknownField(String pointer, UnrecognizedPropertyException unknown) {
    String known =
        unknown.getKnownPropertyIds() == null
            ? "none"
            : unknown.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    return Problem.of(
        400,
        "unknown_field",
        "the request has an unknown field: " + pointer,
        List.of(new FieldError(pointer, "is not a field of this request; known: " + known)));
  }

  private static String place(@Nullable TokenStreamLocation at) {
    return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  private static boolean isEnum(@Nullable Class<?> type) {
    return type != null && type.isEnum();
  }

  private static String constants(Class<?> type) {
    return Stream.of(type.getEnumConstants())
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }

  private static String kindOf(@Nullable Class<?> type) {
    return switch (type == null ? "" : type.getSimpleName()) {
      case "Integer", "Long", "int", "long" -> "a whole number";
      case "Boolean", "boolean" -> "true or false";
      case "String" -> "a text";
      case "LocalDate" -> "a date like 2026-03-01";
      case "Instant" -> "an instant like 2026-03-01T00:00:00Z";
      case "LocalTime" -> "a time like 06:00";
      case "List" -> "a list";
      default -> isEnum(type) ? "a text" : "an object";
    };
  }

  /** The JSON pointer (RFC 6901) of a place in the request. */
  private static String pointer(List<JacksonException.Reference> path) {
    return path.stream()
        .map(step -> step.getPropertyName() == null ? step.getIndex() : step.getPropertyName())
        .map(FieldError::step)
        .collect(Collectors.joining());
  }
}
