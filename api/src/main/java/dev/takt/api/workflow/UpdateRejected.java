package dev.takt.api.workflow;

/**
 * A workflow's validator rejected an update. Its reasons do not come through, only their sentence:
 * ask the same function that the validator asks.
 */
public final class UpdateRejected extends RuntimeException {
  UpdateRejected(String detail) {
    super(detail);
  }
}
