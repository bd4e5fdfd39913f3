package dev.takt.api.subscriptions;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Amount;
import dev.takt.api.web.Check;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.api.web.Problem;
import dev.takt.api.web.Text;
import dev.takt.workflows.subscription.Request;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Goodwill: balance that is given by hand, and was never paid. */
@RestController
@RequestMapping("/v1/subscriptions/{id}/credits")
@Tag(name = "Subscriptions")
class CreditsController {
  private final SubscriptionReads reading;
  private final ChangeResponses responses;
  private final CreditReads credits;

  CreditsController(SubscriptionReads reading, ChangeResponses responses, CreditReads credits) {
    this.reading = reading;
    this.responses = responses;
    this.credits = credits;
  }

  @Schema(example = "{\"amount\": 5000, \"reason\": \"Closed for three days\"}")
  record NewCredit(
      @Schema(
              example = "5000",
              description = "in minor units, with VAT where the plan's price includes it")
          @NotNull
          @Amount(min = 1)
          Long amount,
      @Schema(example = "Closed for three days") @NotNull @Text(max = 200) String reason) {}

  @Operation(
      summary = "Give goodwill",
      description =
          "It lowers the next invoices and their VAT; what is left of it is never refunded.")
  @ApiResponse(
      responseCode = "201",
      description = "The credit",
      content = @Content(schema = @Schema(implementation = CreditReads.Credit.class)))
  @ApiResponse(
      responseCode = "200",
      description = "With preview: what would come of it",
      content = @Content(schema = @Schema(implementation = PreviewView.class)))
  @Requires(Scope.WRITE)
  @PostMapping
  ResponseEntity<?> grant(
      Caller caller,
      RequestId requestId,
      @PathVariable String id,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      @RequestParam(defaultValue = "false") boolean preview,
      @RequestBody NewCredit request) {
    SubscriptionRow row = reading.row(caller, id);
    Check.of(request).done();
    String creditId = requestId.id("cre_");
    return responses.carryOut(
        new Change(caller, requestId, id, ifMatch, preview),
        row,
        new Request.GrantCredit(creditId, request.amount(), request.reason()),
        HttpStatus.CREATED,
        after ->
            credits
                .find(caller.tenant(), creditId)
                .orElseThrow(
                    () -> Problem.notFound("there is no credit " + creditId).asException()));
  }

  @Operation(summary = "List goodwill", description = "Also what has been used.")
  @Requires(Scope.READ)
  @GetMapping
  Listing<CreditReads.Credit> list(Caller caller, @PathVariable String id, Page page) {
    reading.row(caller, id);
    return page.listing(credits.page(caller.tenant(), id, page), CreditReads.Credit::id);
  }
}
