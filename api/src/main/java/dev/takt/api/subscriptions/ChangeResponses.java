package dev.takt.api.subscriptions;

import dev.takt.workflows.subscription.Request;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Answers to requests for a change: what came of it, or with preview what would. */
@Component
class ChangeResponses {
  private final SubscriptionReads reading;
  private final SubscriptionCommands changing;
  private final SubscriptionPreviews previewing;

  ChangeResponses(
      SubscriptionReads reading, SubscriptionCommands changing, SubscriptionPreviews previewing) {
    this.reading = reading;
    this.changing = changing;
    this.previewing = previewing;
  }

  /** Carries it out, and answers with the subscription. */
  ResponseEntity<?> carryOut(Change change, SubscriptionRow row, Request request) {
    return carryOut(change, row, request, HttpStatus.OK, reading::view);
  }

  /**
   * Carries it out, and answers with what the row says then; its version is the ETag.
   *
   * @param row the subscription before it
   */
  ResponseEntity<?> carryOut(
      Change change,
      SubscriptionRow row,
      Request request,
      HttpStatus status,
      Function<SubscriptionRow, Object> answer) {
    if (change.preview()) {
      return ResponseEntity.ok(previewing.of(change, row, request));
    }
    changing.apply(change, row, request);
    SubscriptionRow after = reading.row(change.caller(), change.subscriptionId());
    return ResponseEntity.status(status)
        .eTag(SubscriptionReads.etag(after))
        .body(answer.apply(after));
  }
}
