package dev.takt.api.web;

import dev.takt.workflows.subscription.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A refusal as HTTP carries it (RFC 9457), with a code that clients decide on: stable, snake_case.
 */
public final class Problem extends ErrorResponseException {
  private static final int MAX_ERRORS = 50;

  private final String code;
  private final transient List<FieldError> errors;

  private Problem(int status, String code, String detail, List<FieldError> errors) {
    super(HttpStatusCode.valueOf(status), ProblemDetail.forStatus(status), null);
    this.code = code;
    // Of very many the first are enough, so that no request makes a huge answer.
    this.errors = errors.stream().limit(MAX_ERRORS).toList();
    setType(URI.create("urn:takt:problem:" + code));
    setTitle(title(status));
    setDetail(detail);
    getBody().setProperty("code", code);
    if (!errors.isEmpty()) {
      getBody().setProperty("errors", this.errors);
    }
    if (status == 401) {
      getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
  }

  /**
   * A problem of its own kind.
   *
   * @param detail a sentence for people
   */
  public static Problem of(int status, String code, String detail) {
    return new Problem(status, code, detail, List.of());
  }

  /** A workflow's refusal. */
  public static Problem of(Refusal refusal) {
    String pointer = refusal.pointer();
    return of(
        refusal.status(),
        refusal.code(),
        refusal.detail(),
        pointer == null ? List.of() : List.of(new FieldError(pointer, refusal.detail())));
  }

  /** A problem that is about fields and has a code of its own. */
  public static Problem of(int status, String code, String detail, List<FieldError> errors) {
    return new Problem(status, code, detail, errors);
  }

  /** Fields that are not as they must be. */
  public static Problem invalid(List<FieldError> errors) {
    FieldError first = errors.getFirst();
    String detail =
        errors.size() > 1
            ? Math.min(errors.size(), MAX_ERRORS) + " fields are not valid"
            : first.pointer().isEmpty() ? first.detail() : first.pointer() + ": " + first.detail();
    return of(422, "invalid", detail, errors);
  }

  public static Problem invalid(String pointer, String detail) {
    return invalid(List.of(new FieldError(pointer, detail)));
  }

  /** A refusal that is about one field but has a code of its own. */
  public static Problem notAllowed(String code, String detail, String pointer) {
    return of(422, code, detail, List.of(new FieldError(pointer, detail)));
  }

  public static Problem notFound(String detail) {
    return of(404, "not_found", detail);
  }

  public static Problem conflict(String code, String detail) {
    return of(409, code, detail);
  }

  /** A conflict that passes by itself. */
  public static Problem passing(int status, String code, String detail) {
    return of(status, code, detail).retryAfter(1);
  }

  /** Temporal or the database is away. */
  public static Problem unavailable(String detail) {
    return of(503, "unavailable", detail).retryAfter(5);
  }

  /**
   * The same, with the time after which the request may well succeed; such an answer is not kept
   * for its Idempotency-Key.
   */
  public Problem retryAfter(int seconds) {
    getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
    return this;
  }

  /** The same, with one more thing that programs read of it. */
  public Problem with(String name, @Nullable Object value) {
    getBody().setProperty(name, value);
    return this;
  }

  public int status() {
    return getStatusCode().value();
  }

  public String code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getBody().getDetail());
  }

  public List<FieldError> errors() {
    return errors;
  }

  /** To be thrown. */
  public Problem asException() {
    return this;
  }

  /** Writes it as {@code application/problem+json}, whatever the client said that it accepts. */
  public void writeTo(HttpServletResponse response) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(status());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    getHeaders().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
    byte[] body = StrictJson.MAPPER.writeValueAsBytes(getBody());
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }

  /** Expected, and so not worth a stack trace. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "The request cannot be read";
      case 401 -> "Not authenticated";
      case 403 -> "Forbidden";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 406 -> "Not acceptable";
      case 408 -> "Request too slow";
      case 409 -> "Conflict";
      case 412 -> "Precondition failed";
      case 413 -> "Request too large";
      case 415 -> "Unsupported media type";
      case 422 -> "Not allowed";
      case 429 -> "Too many requests";
      case 503 -> "Unavailable for now";
      default -> status < 500 ? "The request cannot be served" : "Internal error";
    };
  }
}
