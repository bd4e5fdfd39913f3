package dev.takt.api.subscriptions;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Check;
import dev.takt.api.web.Text;
import dev.takt.workflows.subscription.Limits;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.Cancellation.When;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The end of a subscription: planned, moved, undone. */
@RestController
@RequestMapping("/v1/subscriptions/{id}/cancellation")
@Tag(name = "Subscriptions")
class CancellationController {
  private final SubscriptionReads reading;
  private final ChangeResponses responses;

  CancellationController(SubscriptionReads reading, ChangeResponses responses) {
    this.reading = reading;
    this.responses = responses;
  }

  @Schema(
      example =
          """
          {"when": "ON_DATE", "date": "2026-06-16", "settlement": "REFUND", "reason": "MOVED_AWAY"}
          """)
  record CancellationRequest(
      @Schema(example = "END_OF_PERIOD") @NotNull When when,
      @Schema(description = "with ON_DATE: the first day without service") @Nullable LocalDate date,
      @Schema(example = "REFUND", defaultValue = "REFUND")
          Cancellation.@Nullable Settlement settlement,
      @Schema(example = "CONTINUE_DUNNING", defaultValue = "CONTINUE_DUNNING")
          Cancellation.@Nullable Receivables receivables,
      @Schema(example = "MOVED_AWAY") @Text(max = Limits.LONGEST_TEXT) @Nullable String reason,
      @Schema(
              defaultValue = "false",
              description =
                  "ends it before its notice period and minimum term, and with ON_DATE also in the"
                      + " past")
          @Nullable Boolean override) {

    Request.Cancel checked() {
      Check check = Check.of(this);
      // Without "when" there is nothing to go by.
      if (when == null) {
        check.done();
      }
      Request.Cancel cancel =
          Request.Cancel.asked(when, date, settlement, receivables, reason, override);
      check.faults(cancel);
      check.done();
      return cancel;
    }
  }

  @Operation(summary = "Cancel a subscription, or move its end")
  @ApiResponse(
      responseCode = "200",
      description = "The subscription, or with preview what would come of it",
      content = @Content(schema = @Schema(oneOf = {SubscriptionView.class, PreviewView.class})))
  @Requires(Scope.WRITE)
  @PutMapping
  ResponseEntity<?> cancel(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "false") boolean preview,
      @RequestBody CancellationRequest request) {
    Change change = new Change(caller, requestId, id, ifMatch, preview);
    Request.Cancel cancel = request.checked();
    return responses.carryOut(change, reading.row(caller, id), cancel);
  }

  @Operation(
      summary = "Undo a cancellation",
      description = "Possible until the end date has come; the timeline is as it was.")
  @ApiResponse(
      responseCode = "200",
      description = "The subscription, or with preview what would come of it",
      content = @Content(schema = @Schema(oneOf = {SubscriptionView.class, PreviewView.class})))
  @Requires(Scope.WRITE)
  @DeleteMapping
  ResponseEntity<?> undo(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "false") boolean preview) {
    Change change = new Change(caller, requestId, id, ifMatch, preview);
    return responses.carryOut(change, reading.row(caller, id), new Request.UndoCancellation());
  }
}
