package dev.takt.api.web;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowNotFoundException;
import jakarta.servlet.ServletException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Says which problem an exception is. Filters and controllers ask the same function, so that all
 * answers look alike; what it does not know becomes a 500 that says nothing but a reference to the
 * log.
 */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  public static Problem of(Throwable thrown) {
    Throwable cause = thrown.getCause();
    if (thrown instanceof ServletException && cause != null) {
      return of(cause);
    }
    return switch (thrown) {
      case ProblemException known -> known.problem();
      case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
      case JacksonException json -> of(json);
      case HttpRequestMethodNotSupportedException method ->
          Problem.of(405, "method_not_allowed", method.getMethod() + " is not possible here");
      case HttpMediaTypeNotSupportedException _ ->
          Problem.of(415, "unsupported_media_type", "send the body as application/json");
      case HttpMediaTypeNotAcceptableException _ ->
          Problem.of(406, "not_acceptable", "this can be had as application/json");
      case NoResourceFoundException _ -> Problem.notFound("there is nothing at this address");
      case NoHandlerFoundException _ -> Problem.notFound("there is nothing at this address");
      case MethodArgumentTypeMismatchException parameter ->
          Problem.of(
              400, "bad_parameter", "the parameter " + parameter.getName() + " cannot be read");
      case MissingServletRequestParameterException missing ->
          Problem.of(
              400, "bad_parameter", "the parameter " + missing.getParameterName() + " is needed");
      case ServletRequestBindingException _ ->
          Problem.of(400, "bad_parameter", "a parameter or a header cannot be read");
      case ErrorResponse refused when refused.getStatusCode().is4xxClientError() ->
          refusedBySpring(refused.getStatusCode().value());
      case InvalidMimeTypeException _ ->
          Problem.of(400, "unreadable", "a type of content in the headers cannot be read");
      default -> breakdown(thrown);
    };
  }

  private static Problem refusedBySpring(int status) {
    return status == 404
        ? Problem.notFound("there is nothing at this address")
        : Problem.of(status, "refused", "the request cannot be served");
  }

  private static Problem breakdown(Throwable thrown) {
    if (isAway(thrown)) {
      LOG.warn("Temporal or the database is away: {}", thrown.toString());
      return Problem.unavailable("a part that this needs is away for now; try again");
    }
    if (hasSqlState(thrown, Set.of("22021", "22P05"))) {
      return Problem.of(422, "invalid", "the request holds a character that cannot be stored");
    }
    String reference = UUID.randomUUID().toString();
    LOG.error("Unexpected, reference {}", reference, thrown);
    return Problem.of(500, "internal", "this should not have happened; reference " + reference);
  }

  private static boolean isAway(Throwable thrown) {
    return causes(thrown)
            .anyMatch(
                cause ->
                    switch (cause) {
                      case TimeoutException _ -> true;
                      case DataAccessResourceFailureException _ -> true;
                      case CannotCreateTransactionException _ -> true;
                      case TransientDataAccessException _ -> true;
                      // A workflow that was being waited for, or a namespace: lost with Temporal's
                      // memory, and back as soon as they are adopted again. Whoever asks something
                      // that may be over catches it and says so.
                      case WorkflowNotFoundException _ -> true;
                      case StatusRuntimeException status ->
                          switch (status.getStatus().getCode()) {
                            // Not ready to: a worker could not do the workflow's first step, which
                            // is tried again, as where Temporal's memory is being restored.
                            case FAILED_PRECONDITION,
                                UNAVAILABLE,
                                NOT_FOUND,
                                DEADLINE_EXCEEDED,
                                RESOURCE_EXHAUSTED,
                                CANCELLED,
                                ABORTED ->
                                true;
                            default -> false;
                          };
                      default -> false;
                    })
        // A connection that broke, or a server that shuts down.
        || causes(thrown)
            .anyMatch(
                cause ->
                    cause instanceof SQLException sql
                        && sql.getSQLState() != null
                        && (sql.getSQLState().startsWith("08")
                            || sql.getSQLState().startsWith("57P")));
  }

  private static boolean hasSqlState(Throwable thrown, Set<String> states) {
    return causes(thrown)
        .anyMatch(cause -> cause instanceof SQLException sql && states.contains(sql.getSQLState()));
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.<Throwable>iterate(thrown, cause -> cause != null, Throwable::getCause).limit(20);
  }

  private static Problem unreadable(HttpMessageNotReadableException unreadable) {
    for (Throwable cause : causes(unreadable).toList()) {
      if (cause instanceof ProblemException known) {
        return known.problem();
      }
      if (cause instanceof JacksonException json) {
        return of(json);
      }
    }
    return Problem.of(400, "unreadable", "a JSON body is needed");
  }

  private static Problem of(JacksonException json) {
    String pointer = pointer(json.getPath());
    return switch (json) {
      case UnrecognizedPropertyException unknown -> unknownField(pointer, unknown);
      case InvalidFormatException format when enumOf(format) != null ->
          Problem.invalid(pointer, "must be one of " + enumOf(format));
      case StrictJson.Refused refused -> Problem.invalid(pointer, refused.getOriginalMessage());
      case MismatchedInputException _ when pointer.isEmpty() ->
          Problem.of(400, "unreadable", "the body must be one JSON object");
      case MismatchedInputException mismatch ->
          Problem.invalid(pointer, "must be " + kindOf(mismatch.getTargetType()));
      case InputCoercionException _ -> Problem.invalid(pointer, "is too large a number");
      default -> Problem.of(400, "unreadable", "the body is not JSON" + place(json));
    };
  }

  private static Problem unknownField(String pointer, UnrecognizedPropertyException unknown) {
    List<FieldError> errors =
        List.of(
            new FieldError(pointer, "is not a field of this request; known: " + known(unknown)));
    return new Problem(
        400, "unknown_field", "the request has an unknown field: " + pointer, errors, null);
  }

  private static String known(UnrecognizedPropertyException unknown) {
    return unknown.getKnownPropertyIds() == null
        ? "none"
        : unknown.getKnownPropertyIds().stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
  }

  private static String place(JacksonException json) {
    return json.getLocation() == null
        ? ""
        : " (line "
            + json.getLocation().getLineNr()
            + ", column "
            + json.getLocation().getColumnNr()
            + ")";
  }

  private static @Nullable String enumOf(InvalidFormatException format) {
    Class<?> type = format.getTargetType();
    if (type == null || !type.isEnum()) {
      return null;
    }
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
      default -> type != null && type.isEnum() ? "a text" : "an object";
    };
  }

  /** The JSON pointer (RFC 6901) of a place in the request. */
  static String pointer(List<JacksonException.Reference> path) {
    return path.stream()
        .map(
            step ->
                "/"
                    + (step.getPropertyName() == null
                        ? String.valueOf(step.getIndex())
                        : step.getPropertyName().replace("~", "~0").replace("/", "~1")))
        .collect(Collectors.joining());
  }
}
