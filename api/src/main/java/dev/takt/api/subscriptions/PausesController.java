package dev.takt.api.subscriptions;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Check;
import dev.takt.api.web.Problem;
import dev.takt.api.web.StrictJson;
import dev.takt.api.web.Text;
import dev.takt.workflows.subscription.Limits;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.PauseSettlement;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Pauses: planned, moved, ended early, removed. */
@RestController
@RequestMapping("/v1/subscriptions/{id}/pauses")
@Tag(name = "Subscriptions")
class PausesController {
  private final SubscriptionReads reading;
  private final ChangeResponses responses;

  PausesController(SubscriptionReads reading, ChangeResponses responses) {
    this.reading = reading;
    this.responses = responses;
  }

  @Schema(
      example =
          """
          {"from": "2026-03-11", "to": "2026-04-21", "afterPause": "KEEP_DATES",
            "settlement": "BALANCE", "reason": "INJURY"}
          """)
  record NewPause(
      @Schema(example = "2026-03-11") @NotNull LocalDate from,
      @Schema(example = "2026-04-21", description = "the resume day; absent: open for now")
          @Nullable LocalDate to,
      @Schema(example = "KEEP_DATES", defaultValue = "KEEP_DATES") @Nullable AfterPause afterPause,
      @Schema(example = "BALANCE", defaultValue = "BALANCE") @Nullable PauseSettlement settlement,
      @Schema(example = "INJURY") @Text(max = Limits.LONGEST_TEXT) @Nullable String reason) {}

  @Schema(example = "{\"to\": \"2026-04-11\"}")
  record PauseChange(@Nullable LocalDate from, @Nullable LocalDate to) {}

  @Operation(summary = "Plan a pause")
  @ApiResponse(
      responseCode = "201",
      description = "The pause",
      content = @Content(schema = @Schema(implementation = PauseView.class)))
  @ApiResponse(
      responseCode = "200",
      description = "With preview: what would come of it",
      content = @Content(schema = @Schema(implementation = PreviewView.class)))
  @Requires(Scope.WRITE)
  @PostMapping
  ResponseEntity<?> plan(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "false") boolean preview,
      @Valid @RequestBody NewPause request) {
    String pauseId = requestId.id("pau_");
    Request.PlanPause pause =
        Request.PlanPause.asked(
            pauseId,
            request.from(),
            request.to(),
            request.afterPause(),
            request.settlement(),
            request.reason());
    Check check = new Check();
    check.faults(pause);
    check.done();
    Change change = new Change(caller, requestId, id, ifMatch, preview);
    return responses.carryOut(
        change,
        reading.row(caller, id),
        pause,
        HttpStatus.CREATED,
        after -> reading.pause(after, pauseId));
  }

  @Operation(
      summary = "Move a pause, or end it early",
      description = "A field that is absent stays; \"to\": null leaves the end open.")
  @ApiResponse(
      responseCode = "200",
      description = "The pause, or with preview what would come of it",
      content = @Content(schema = @Schema(oneOf = {PauseView.class, PreviewView.class})))
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content = @Content(schema = @Schema(implementation = PauseChange.class)))
  @Requires(Scope.WRITE)
  @PatchMapping("/{pauseId}")
  ResponseEntity<?> move(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @PathVariable String pauseId,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "false") boolean preview,
      @RequestBody ObjectNode request) {
    PauseChange values = StrictJson.MAPPER.treeToValue(request, PauseChange.class);
    LocalDate to = values.to();
    boolean open = request.has("to") && to == null;
    if (values.from() == null && to == null && !open) {
      throw Problem.invalid("", "give from or to").asException();
    }
    SubscriptionRow row = reading.row(caller, id);
    reading.pause(row, pauseId);
    Request.ChangePause move = new Request.ChangePause(pauseId, values.from(), to, open);
    Change change = new Change(caller, requestId, id, ifMatch, preview);
    return responses.carryOut(
        change, row, move, HttpStatus.OK, after -> reading.pause(after, pauseId));
  }

  @Operation(summary = "Remove a pause", description = "As if it had never been asked for.")
  @ApiResponse(
      responseCode = "200",
      description = "The subscription, or with preview what would come of it",
      content = @Content(schema = @Schema(oneOf = {SubscriptionView.class, PreviewView.class})))
  @Requires(Scope.WRITE)
  @DeleteMapping("/{pauseId}")
  ResponseEntity<?> remove(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @PathVariable String pauseId,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "false") boolean preview) {
    SubscriptionRow row = reading.row(caller, id);
    Change change = new Change(caller, requestId, id, ifMatch, preview);
    if (!SubscriptionCommands.isDone(change, row)) {
      reading.pause(row, pauseId);
    }
    Request.RemovePause removal = new Request.RemovePause(pauseId);
    return responses.carryOut(change, row, removal);
  }
}
