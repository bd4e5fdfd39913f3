package dev.takt.workflows.subscription;

import org.jspecify.annotations.Nullable;

/**
 * Why a request is not granted. A refusal is an answer, not a breakdown.
 *
 * @param status as in HTTP: 400, 404, 409, 412 or 422
 * @param code stable, snake_case
 * @param detail a sentence that says what would be possible instead
 * @param pointer the field of the request it is about, as "/from"
 */
public record Refusal(int status, String code, String detail, @Nullable String pointer) {

  public static Refusal conflict(String code, String detail) {
    return new Refusal(409, code, detail, null);
  }

  public static Refusal notAllowed(String code, String detail, @Nullable String pointer) {
    return new Refusal(422, code, detail, pointer);
  }

  /**
   * Why what was decided on another version is not carried out; null where it is this one, or
   * whichever it is.
   *
   * @param what "subscription" or "group"
   */
  public static @Nullable Refusal ofAnotherVersion(
      String what, long version, @Nullable Long decidedOn) {
    return decidedOn == null || decidedOn == version
        ? null
        : new Refusal(
            412,
            "version_conflict",
            "The "
                + what
                + " is at version "
                + version
                + ", not "
                + decidedOn
                + "; read it again and decide anew.",
            null);
  }

  /** The same about this field: who refuses does not always know what it was called. */
  public Refusal about(String field) {
    return new Refusal(status, code, detail, field);
  }
}
