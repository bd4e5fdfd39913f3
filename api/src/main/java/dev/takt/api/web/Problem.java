package dev.takt.api.web;

import dev.takt.workflows.subscription.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as HTTP tells it (RFC 9457).
 *
 * @param code stable, snake_case: what clients decide on
 * @param detail a sentence for people
 * @param errors what is wrong with single fields
 * @param retryAfter seconds after which the same request may well succeed; such an answer is not
 *     kept for its Idempotency-Key
 */
public record Problem(
    int status, String code, String detail, List<FieldError> errors, @Nullable Integer retryAfter) {
  public Problem {
    errors = List.copyOf(errors);
  }

  public static Problem of(int status, String code, String detail) {
    return new Problem(status, code, detail, List.of(), null);
  }

  /** A workflow's, or the books', refusal. */
  public static Problem of(Refusal refusal) {
    String pointer = refusal.pointer();
    return new Problem(
        refusal.status(),
        refusal.code(),
        refusal.detail(),
        pointer == null ? List.of() : List.of(new FieldError(pointer, refusal.detail())),
        null);
  }

  /** Fields that are not as they must be. */
  public static Problem invalid(List<FieldError> errors) {
    String detail =
        errors.size() == 1 ? sentence(errors.getFirst()) : errors.size() + " fields are not valid";
    return new Problem(422, "invalid", detail, errors, null);
  }

  private static String sentence(FieldError error) {
    return error.pointer().isEmpty() ? error.detail() : error.pointer() + ": " + error.detail();
  }

  public static Problem invalid(String pointer, String detail) {
    return invalid(List.of(new FieldError(pointer, detail)));
  }

  /** A refusal that is about one field but has a code of its own. */
  public static Problem notAllowed(String code, String detail, String pointer) {
    return new Problem(422, code, detail, List.of(new FieldError(pointer, detail)), null);
  }

  public static Problem notFound(String detail) {
    return of(404, "not_found", detail);
  }

  public static Problem conflict(String code, String detail) {
    return of(409, code, detail);
  }

  /** A conflict that passes by itself. */
  public static Problem passing(int status, String code, String detail) {
    return new Problem(status, code, detail, List.of(), 1);
  }

  /** Temporal or the database is away. */
  public static Problem unavailable(String detail) {
    return new Problem(503, "unavailable", detail, List.of(), 5);
  }

  /** To be thrown. */
  public ProblemException asException() {
    return new ProblemException(this);
  }

  /** The short text of the status. */
  public String title() {
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
