package dev.takt.api.subscriptions;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Amount;
import dev.takt.api.web.Check;
import dev.takt.api.web.Format;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.api.web.Problem;
import dev.takt.api.web.Text;
import dev.takt.api.web.TextFormat;
import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.subscription.Limits;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.timeline.OneOffCharge;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One-off charges: added, listed, taken back. */
@RestController
@RequestMapping("/v1/subscriptions/{id}/charges")
@Tag(name = "Subscriptions")
class ChargesController {
  private final SubscriptionReads reading;
  private final ChangeResponses responses;
  private final ChargeReads charges;

  ChargesController(SubscriptionReads reading, ChangeResponses responses, ChargeReads charges) {
    this.reading = reading;
    this.responses = responses;
    this.charges = charges;
  }

  @Schema(
      example = "{\"description\": \"Locker key\", \"amount\": 5000, \"when\": \"NEXT_INVOICE\"}")
  record NewCharge(
      @Schema(example = "Locker key") @NotNull @Text(max = 200) String description,
      @Schema(
              example = "5000",
              description = "of one, in minor units, with VAT where the plan's price includes it")
          @NotNull
          @Amount(min = 1)
          Long amount,
      @Schema(example = "1", defaultValue = "1") @Range(min = 1, max = Limits.LARGEST_QUANTITY)
          @Nullable Integer quantity,
      @Schema(example = "25", description = "the plan's when absent") @Format(TextFormat.VAT_RATE)
          @Nullable String vatRate,
      @Schema(
              example = "NEXT_INVOICE",
              defaultValue = "NEXT_INVOICE",
              description = "NOW: on an invoice of its own")
          OneOffCharge.@Nullable When when,
      @Schema(example = "2026-03-20", description = "with ON_DATE") @Nullable LocalDate date,
      @Schema(description = "when it is earned; on the day of the invoice when absent")
          @Nullable ServicePeriod servicePeriod) {}

  /** Half-open. */
  record ServicePeriod(
      @Schema(example = "2026-03-01") @NotNull LocalDate from,
      @Schema(example = "2026-06-01") @NotNull LocalDate to) {}

  @Operation(
      summary = "Add a one-off charge",
      description = "No discount touches it, and no pause moves it.")
  @ApiResponse(
      responseCode = "201",
      description = "The charge",
      content = @Content(schema = @Schema(implementation = ChargeView.class)))
  @ApiResponse(
      responseCode = "200",
      description = "With preview: what would come of it",
      content = @Content(schema = @Schema(implementation = PreviewView.class)))
  @Requires(Scope.WRITE)
  @PostMapping
  ResponseEntity<?> add(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "false") boolean preview,
      @RequestBody NewCharge request) {
    SubscriptionRow row = reading.row(caller, id);
    String chargeId = requestId.id("chg_");
    Change change = new Change(caller, requestId, id, ifMatch, preview);
    return responses.carryOut(
        change,
        row,
        checked(chargeId, request),
        HttpStatus.CREATED,
        after -> charge(caller, id, chargeId));
  }

  private static Request.AddCharge checked(String id, NewCharge request) {
    Check check = Check.of(request);
    ServicePeriod service = request.servicePeriod();
    check.that(
        service == null || service.to().isAfter(service.from()),
        "/servicePeriod/to",
        "must be after from: it is the first day outside");
    check.done();
    Request.AddCharge charge =
        Request.AddCharge.asked(
            id,
            request.description(),
            request.amount(),
            request.quantity(),
            request.vatRate(),
            request.when(),
            request.date(),
            service == null ? null : new Period(service.from(), service.to()));
    Check whole = Check.of(request);
    charge.faults().forEach(fault -> whole.that(false, fault.pointer(), fault.detail()));
    whole.done();
    return charge;
  }

  @Operation(summary = "List one-off charges", description = "Also those billed and taken back.")
  @Requires(Scope.READ)
  @GetMapping
  Listing<ChargeView> list(
      Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) ChargeView.@Nullable Status status,
      Page page) {
    reading.row(caller, id);
    return page.listing(charges.page(caller.tenant(), id, status, page), ChargeView::id);
  }

  @Operation(summary = "Read a one-off charge")
  @Requires(Scope.READ)
  @GetMapping("/{chargeId}")
  ChargeView read(Caller caller, @PathVariable String id, @PathVariable String chargeId) {
    reading.row(caller, id);
    return charge(caller, id, chargeId);
  }

  @Operation(summary = "Take a one-off charge back", description = "Until it is billed.")
  @ApiResponse(
      responseCode = "200",
      description = "The charge, or with preview what would come of it",
      content = @Content(schema = @Schema(oneOf = {ChargeView.class, PreviewView.class})))
  @Requires(Scope.WRITE)
  @DeleteMapping("/{chargeId}")
  ResponseEntity<?> remove(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @PathVariable String chargeId,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "false") boolean preview) {
    SubscriptionRow row = reading.row(caller, id);
    ChargeView charge = charge(caller, id, chargeId);
    Change change = new Change(caller, requestId, id, ifMatch, preview);
    if (charge.status() != ChargeView.Status.PENDING && !SubscriptionCommands.isDone(change, row)) {
      throw notPending(charge).asException();
    }
    return responses.carryOut(
        change,
        row,
        new Request.RemoveCharge(chargeId),
        HttpStatus.OK,
        after -> charge(caller, id, chargeId));
  }

  private static Problem notPending(ChargeView charge) {
    return charge.status() == ChargeView.Status.BILLED
        ? Problem.conflict(
            "charge_billed",
            "charge " + charge.id() + " is on invoice " + charge.invoiceId() + ": credit that")
        : Problem.conflict("charge_removed", "charge " + charge.id() + " was taken back");
  }

  private ChargeView charge(Caller caller, String subscriptionId, String chargeId) {
    return charges
        .find(caller.tenant(), subscriptionId, chargeId)
        .orElseThrow(() -> Problem.notFound("there is no charge " + chargeId).asException());
  }
}
