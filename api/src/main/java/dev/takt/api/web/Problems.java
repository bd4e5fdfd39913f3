package dev.takt.api.web;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowNotFoundException;
import jakarta.servlet.ServletException;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

/**
 * The problem that an exception is, for filters and controllers alike. What is not known becomes a
 * 500 with nothing but a reference to the log.
 *
 * <p>Not a {@code ResponseEntityExceptionHandler}: filters need the same answers, and none may
 * depend on what the client accepts, since that header may be what cannot be read.
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
      case Problem known -> known;
      case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
      case JacksonException json -> JsonProblems.of(json);
      case MethodArgumentNotValidException body -> Problem.invalid(Violations.of(body));
      case HandlerMethodValidationException parameters ->
          Problem.invalid(Violations.of(parameters));
      case HttpRequestMethodNotSupportedException method -> notSupported(method);
      case HttpMediaTypeNotSupportedException _ ->
          Problem.of(415, "unsupported_media_type", "send the body as application/json");
      case HttpMediaTypeNotAcceptableException _ ->
          Problem.of(406, "not_acceptable", "this can be had as application/json");
      case MethodArgumentTypeMismatchException parameter ->
          badParameter("the parameter " + parameter.getName() + " cannot be read");
      case MissingServletRequestParameterException missing ->
          badParameter("the parameter " + missing.getParameterName() + " is needed");
      case ServletRequestBindingException _ ->
          badParameter("a parameter or a header cannot be read");
      case ErrorResponse refused when refused.getStatusCode().is4xxClientError() ->
          refusedBySpring(refused.getStatusCode().value());
      case InvalidMimeTypeException _ ->
          Problem.of(400, "unreadable", "a type of content in the headers cannot be read");
      default -> breakdown(thrown);
    };
  }

  private static Problem notSupported(HttpRequestMethodNotSupportedException method) {
    Problem problem =
        Problem.of(405, "method_not_allowed", method.getMethod() + " is not possible here");
    String[] allowed = method.getSupportedMethods();
    if (allowed != null) {
      problem.getHeaders().set(HttpHeaders.ALLOW, String.join(", ", allowed));
    }
    return problem;
  }

  private static Problem badParameter(String detail) {
    return Problem.of(400, "bad_parameter", detail);
  }

  /** What Spring refuses by itself. */
  private static Problem refusedBySpring(int status) {
    return status == 404
        ? Problem.notFound("there is nothing at this address")
        : Problem.of(status, "refused", "the request cannot be served");
  }

  private static Problem unreadable(HttpMessageNotReadableException unreadable) {
    return causes(unreadable)
        .filter(cause -> cause instanceof Problem || cause instanceof JacksonException)
        .findFirst()
        .map(Problems::of)
        .orElseGet(() -> Problem.of(400, "unreadable", "a JSON body is needed"));
  }

  private static Problem breakdown(Throwable thrown) {
    if (causes(thrown).anyMatch(Problems::isAway)) {
      LOG.warn("Temporal or the database is away: {}", thrown.toString());
      return Problem.unavailable("a part that this needs is away for now; try again");
    }
    if (causes(thrown).anyMatch(cause -> Set.of("22021", "22P05").contains(sqlState(cause)))) {
      return Problem.of(422, "invalid", "the request holds a character that cannot be stored");
    }
    String reference = UUID.randomUUID().toString();
    LOG.error("Unexpected, reference {}", reference, thrown);
    return Problem.of(500, "internal", "this should not have happened; reference " + reference);
  }

  private static boolean isAway(Throwable cause) {
    return switch (cause) {
      case TimeoutException _ -> true;
      case DataAccessResourceFailureException _ -> true;
      case CannotCreateTransactionException _ -> true;
      case TransientDataAccessException _ -> true;
      // A workflow that was being waited for, or a namespace: lost with Temporal's memory, and back
      // as soon as they are adopted again. Whoever asks something that may be over catches it.
      case WorkflowNotFoundException _ -> true;
      case StatusRuntimeException status ->
          switch (status.getStatus().getCode()) {
            // Not ready to: a worker could not do the workflow's first step, which is tried again,
            // as where Temporal's memory is being restored.
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
      // A connection that broke, or a server that shuts down.
      default -> sqlState(cause).startsWith("08") || sqlState(cause).startsWith("57P");
    };
  }

  private static String sqlState(Throwable cause) {
    return cause instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.<Throwable>iterate(thrown, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
